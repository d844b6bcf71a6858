"""The three risks of collective action among governments (ODD 7.2).

Source: Feiock 2013, institutional collective action: coordination, division and
defection; any one spoils the value. The weights are assumptions (ODD 7.2).
"""

from __future__ import annotations

from tingqiao.model.compiled import compiled


@compiled
def coordination_risk(complexity: float, coordination: float) -> float:
    """ρᶜ in [0, ½]: hard problems go wrong unless someone keeps meeting."""
    return 0.5 * complexity * (1.0 - 0.5 * coordination)


@compiled
def division_risk(inequality: float, imbalance: float, authority: float) -> float:
    """ρᵈ in [0, ½]: quarrels over parts, unless a common superior (V) settles them.

    `inequality` is the Gini of the shares, `imbalance` mean |D_ij − D_ji|.
    """
    return 0.5 * (0.5 * inequality + 0.5 * imbalance) * (1.0 - authority)


@compiled
def defection_risk(
    specificity: float, measurability: float, monitoring: float, base: float
) -> float:
    """ρˣ in [0, 1]: sunk assets and unmeasured work tempt, unless society watches (S)."""
    temptation = 0.5 * specificity + 0.5 * (1.0 - measurability)
    return base * temptation * (1.0 - 0.5 * monitoring)


@compiled
def any_risk(coordination: float, division: float, defection: float) -> float:
    """ρ_m in [0, 1]: the chance that at least one of the three spoils the value."""
    return 1.0 - (1.0 - coordination) * (1.0 - division) * (1.0 - defection)
