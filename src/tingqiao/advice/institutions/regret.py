"""An institution for each matter against one institution for all: the regret table.

Random matters of every nature are met in the case's drawn parameters. A rule that
fits the institution to the matter knows its nature but not the parameters; uniform
rules know neither. Regret is what a rule loses against the best aim of each world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tingqiao.advice.institutions.nature import Nature
from tingqiao.advice.institutions.worth import aim_worth
from tingqiao.advice.interval import Interval, mean_of
from tingqiao.advice.sharing.chance import uniforms
from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.case.entities import Rung

N_MATTERS = 300
_ROWS = 7  # numbers that make a random matter
_MOST_PARTIES = 6
_LARGEST_STAKE = 1.5  # b β, in units of B


@dataclass(frozen=True)
class Regret:
    """What one rule loses, as a share of the matter's benefit: mean and 95 %."""

    rung: int | None  # aimed at in every matter; None: the one that fits it
    mean: Interval


def regret_table(
    known: Nature, ladder: Sequence[Rung], months: int, seed: int = 0
) -> tuple[Regret, ...]:
    """The regret of fitting the rung to the matter, and of each rung for all matters.

    Parameters
    ----------
    known : any matter of the case; only its drawn parameters are used.

    Source of the question: proposition P9 of docs/explanation/model.md.
    """
    drawn = uniforms(_ROWS, N_MATTERS, "random matters", seed)
    losses = np.stack([_losses(known, ladder, months, u) for u in drawn.T])
    rules = (None, *range(len(ladder)))
    return tuple(Regret(rule, mean_of(losses[:, i])) for i, rule in enumerate(rules))


def _losses(known: Nature, ladder: Sequence[Rung], months: int, u: Floats) -> Floats:
    """[rule] mean over worlds of what is lost in one random matter."""
    worth = aim_worth(_random(known, u), ladder, months)  # [rung, world]
    fitting = worth[worth.mean(axis=1).argmax()]
    rules = np.stack([fitting, *worth])
    return np.asarray((worth.max(axis=0) - rules).mean(axis=1))


def _random(known: Nature, u: Floats) -> Nature:
    like = np.ones_like(known.benefit)
    none = np.zeros_like(known.benefit)
    return Nature(
        n_parties=2 + int(u[0] * (_MOST_PARTIES - 1)),
        benefit=like,
        cost_ratio=u[1] * like,
        complexity=u[2] * like,
        specificity=u[3] * like,
        measurability=u[4] * like,
        inequality=none,
        imbalance=none,
        expected=_LARGEST_STAKE * u[5] * like,
        trust=u[6] * like,
        idea=0.5 * like,
        coordination=none,
        parameter=known.parameter,
    )
