"""What an institution is worth to a party (ODD 7.3)."""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def gain(
    expected: float, value: float, risk: float, enforcement: float, trust: float
) -> float:
    """The benefit kept after risk, in units of B_m.

    `expected` is b_im β_im; what is written (e_k) and trust (τ_im) tame the risk.
    """
    return expected * value * (1.0 - risk * (1.0 - enforcement) * (1.0 - trust))


@compiled
def burden(
    cost_ratio: float,
    transaction_cost: float,
    autonomy_cost: float,
    caution: float,
    trust: float,
    saving: float,
    idea: float,
) -> float:
    """What an institution costs a party, in units of B_m.

    `cost_ratio` is C_m / B_m; `caution` is κ; `saving` is h·H_m, the part of the
    transaction cost that standing coordination spares; a shared idea (ι) makes
    giving up autonomy easier to bear.
    """
    transaction = transaction_cost * (1.0 + caution * (1.0 - trust)) * (1.0 - saving)
    return cost_ratio * (transaction + autonomy_cost * (1.0 - idea))
