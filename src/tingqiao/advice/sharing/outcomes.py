"""Bargaining over outcomes without money: a finite set, and lotteries over it.

Sources: Nash 1950; Kalai & Smorodinsky 1975; Binmore, Shaked & Sutton 1989.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog, minimize

from tingqiao.advice.sharing.coalitions import Floats
from tingqiao.advice.sharing.faults import NotApplicableError
from tingqiao.case.entities import Text

GAP: Final = 1e-6  # of the log product: what a better lottery could at most add
CLOSELY: Final = {
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """A bargain over outcomes; lotteries between them are allowed.

    Parameters
    ----------
    utilities : (outcomes, n), what each outcome is worth to each.
    disagreement : (n,) what each gets if talks fail.
    outside : (n,) what each can walk away to; None: nothing else.

    >>> pie = Outcomes(np.array([[0.0, 1.0], [2.0, 0.0]]), np.zeros(2))
    >>> pie.kalai_smorodinsky().round(6).tolist()
    [1.0, 0.5]
    """

    utilities: Floats
    disagreement: Floats
    outside: Floats | None = None

    @property
    def gains(self) -> Floats:
        """(outcomes, n), utilities over the disagreement point."""
        return self.utilities - self.disagreement

    @property
    def floors(self) -> Floats:
        """(n,), gains below which somebody walks away."""
        if self.outside is None:
            return np.zeros(self.disagreement.size)
        return np.maximum(self.outside - self.disagreement, 0.0)

    def kalai_smorodinsky(self) -> Floats:
        """(n,) the furthest point in proportion to each one's best gain.

        Each gets its outside option at least. For three or more it may leave slack
        to some, as the solution does.

        Raises
        ------
        NotApplicableError : when no lottery makes everybody better off.
        """
        best = np.array(
            [column @ self._best_lottery(column) for column in self.gains.T]
        )
        if (best <= _ROUNDING).any():
            raise NotApplicableError(_NO_GAIN)
        m = self.gains.shape[0]
        found = linprog(
            np.append(np.zeros(m), -1.0),
            A_ub=np.vstack(
                [
                    np.column_stack([-self.gains.T, best]),
                    np.column_stack([-self.gains.T, np.zeros(best.size)]),
                ]
            ),
            b_ub=np.append(np.zeros(best.size), -self.floors),
            A_eq=np.append(np.ones(m), 0.0)[None],
            b_eq=[1.0],
            options=CLOSELY,
        )
        reached = np.maximum(found.x[-1] * best, self.floors)
        return np.asarray(self.disagreement + reached)

    def nash(self) -> Floats:
        """(n,) utilities of the lottery with the largest product of gains.

        Raises
        ------
        NotApplicableError : when no lottery makes everybody better off.
        """
        gains = self.gains
        found = minimize(
            lambda p: -np.log(np.maximum(p @ gains, 1e-300)).sum(),
            self._all_gain(),
            jac=lambda p: -gains @ (1.0 / np.maximum(p @ gains, 1e-300)),
            bounds=[(0.0, 1.0)] * gains.shape[0],
            constraints=[
                {"type": "eq", "fun": lambda p: p.sum() - 1.0},
                {"type": "ineq", "fun": lambda p: p @ gains - self.floors},
            ],
            method="SLSQP",
            options={"ftol": 1e-14, "maxiter": 1000},
        )
        reached = found.x @ gains
        slope = gains @ (1.0 / reached)
        if slope @ self._best_lottery(slope) > (1.0 + GAP) * reached.size:
            message = "the Nash bargain was not found: please report these utilities"
            raise ArithmeticError(message)
        return np.asarray(self.disagreement + reached)

    def _best_lottery(self, objective: Floats) -> Floats:
        """(outcomes,) the lottery with the most of `objective` that all accept."""
        found = linprog(
            -objective,
            A_ub=-self.gains.T,
            b_ub=-self.floors,
            A_eq=np.ones((1, objective.size)),
            b_eq=[1.0],
            options=CLOSELY,
        )
        if not found.success:
            raise NotApplicableError(_NO_GAIN)
        return np.asarray(found.x)

    def _all_gain(self) -> Floats:
        """(outcomes,) a lottery in which everybody gains."""
        each = [self._best_lottery(column) for column in self.gains.T]
        lottery = np.mean(each, axis=0)
        if (lottery @ self.gains <= _ROUNDING).any():
            raise NotApplicableError(_NO_GAIN)
        return np.asarray(lottery)


_NO_GAIN = Text(
    "没有一个人人得益的结果，谈不成",
    "no lottery over these outcomes makes everybody better off: no agreement",
)
