"""What standing on each rung is worth, and what aiming at it is worth on the way.

The equations are the model's own (`model/submodels`), read for a typical party at the
trust of the start, with the coordination that the rung itself brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any, NamedTuple

import numpy as np

from tingqiao.advice.institutions.nature import Nature, parameter_of
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.case.entities import Rung
from tingqiao.model.submodels import risks, willingness, worth
from tingqiao.model.submodels.action import action_rate, help_to_act
from tingqiao.model.submodels.consent import consent_rate

_SLOWEST = 1e-5  # a month; slower than that is never, on any horizon
_NO_OTHER_PART = 1.0  # open parts of a party that owes nothing elsewhere


class RungWorth(NamedTuple):
    """Each rung's worth to all parties, [rung, world], case unit a month."""

    kept: Floats  # gain kept after the three risks
    transaction: Floats
    autonomy: Floats

    @property
    def net(self) -> Floats:
        """What is left, counted from going alone."""
        return self.kept - self.transaction - self.autonomy


def rung_worth(nature: Nature, ladder: Sequence[Rung]) -> RungWorth:
    """Gain kept and costs of standing on every rung, counted from rung 0."""
    rows = [_on_rung(nature, rung, ladder[0]) for rung in ladder]
    kept, transaction, autonomy = (
        np.stack(column) for column in zip(*rows, strict=True)
    )
    return RungWorth(kept, transaction, autonomy)


def _plain(function: Any) -> Any:
    """An equation in its Python form, which takes arrays as it takes numbers."""
    return getattr(function, "py_func", function)


def _on_rung(nature: Nature, rung: Rung, alone: Rung) -> tuple[Floats, Floats, Floats]:
    meeting = np.maximum(nature.coordination, rung.coordination)
    kept = _plain(worth.gain)(
        nature.expected,
        rung.value,
        _risk(nature, meeting),
        rung.enforcement,
        nature.trust,
    )
    saving = parameter_of(nature, "coordination_saving") * meeting

    def burden(transaction: float, autonomy: float) -> Floats:
        return np.asarray(
            _plain(worth.burden)(
                nature.cost_ratio,
                transaction,
                autonomy,
                parameter_of(nature, "caution"),
                nature.trust,
                saving,
                nature.idea,
            )
        )

    return (
        nature.benefit * kept,
        nature.benefit * burden(rung.transaction_cost - alone.transaction_cost, 0.0),
        nature.benefit * burden(0.0, rung.autonomy_cost - alone.autonomy_cost),
    )


def _risk(nature: Nature, coordination: Floats) -> Floats:
    return np.asarray(
        _plain(risks.any_risk)(
            _plain(risks.coordination_risk)(nature.complexity, coordination),
            _plain(risks.division_risk)(nature.inequality, nature.imbalance, 0.0),
            _plain(risks.defection_risk)(
                nature.specificity,
                nature.measurability,
                0.0,
                parameter_of(nature, "defection_base"),
            ),
        )
    )


def aim_worth(nature: Nature, ladder: Sequence[Rung], months: int) -> Floats:
    """[rung, world] mean worth a month, over `months`, of climbing from 0 to a rung.

    Each rung below is stood on for as long as the typical party takes, in the mean,
    to do its part there and to consent to the next: unanimity of `n_parties` alike.
    Nothing pushes, nothing lapses. A closed form for maps; forecasts simulate.
    """
    net = rung_worth(nature, ladder).net
    left = np.full(net.shape[1], float(months))
    gathered = np.zeros(net.shape[1])
    aims = []
    for k, rung in enumerate(ladder):
        aims.append((gathered + left * net[k]) / months)
        if k + 1 < len(ladder):
            spent = np.minimum(left, _months_on(nature, rung, net, k))
            gathered = gathered + spent * net[k]
            left = left - spent
    return np.stack(aims)


def _months_on(nature: Nature, rung: Rung, net: Floats, k: int) -> Floats:
    """Expected months until all have done their part of rung k and consent to the next."""
    top, per_benefit = net.shape[0] - 1, net / nature.benefit
    meeting = np.maximum(nature.coordination, rung.coordination)
    sharpness = parameter_of(nature, "sharpness")
    weight = parameter_of(nature, "pressure_weight")
    wish = _plain(willingness.willingness_log_odds)(
        top * (per_benefit[k + 1] - per_benefit[k]),
        0.0,
        nature.idea,
        sharpness,
        weight,
        parameter_of(nature, "idea_weight"),
    )
    ready = _plain(willingness.readiness_log_odds)(
        top * per_benefit[k], 0.0, sharpness, weight
    )
    consents = _plain(consent_rate)(
        _logistic(wish), meeting, parameter_of(nature, "consent_rate")
    )
    helped = _plain(help_to_act)(
        0.0, meeting, 0.0, 0.0, parameter_of(nature, "action_coordination"), 0.0
    )
    acts = _plain(action_rate)(
        _logistic(ready),
        helped,
        parameter_of(nature, "action_rate"),
        _NO_OTHER_PART,
        _NO_OTHER_PART,
    )
    waiting = months_until_all(consents, nature.n_parties)
    return waiting if k == 0 else waiting + months_until_all(acts, nature.n_parties)


def months_until_all(rate: Floats, n: int) -> Floats:
    """Expected months until `n` parties alike have each acted at `rate` a month.

    Σ_j (−1)^(j+1) C(n, j) / (1 − q^j), q = e^(−rate): the mean of the slowest of n
    geometric waits (docs/explanation/model.md, special cases).
    """
    stay = np.exp(-np.maximum(rate, _SLOWEST))
    total = np.zeros_like(rate)
    for j in range(1, n + 1):
        total += (-1) ** (j + 1) * comb(n, j) / (1.0 - stay**j)
    return total


def _logistic(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -500.0, 500.0))))
