"""What is wrong with a game, and what a rule cannot answer."""

from __future__ import annotations

from tingqiao.case.entities import Text
from tingqiao.case.faults import Fault, FaultyInputError

GAME = "GAME"  # the name of a game that was not read from a file


class GameError(FaultyInputError):
    """A game that cannot be used."""

    heading = Text("博弈表有 {} 处错误：", "Faults in the game: {}")


class NotApplicableError(ValueError):
    """A rule has no answer for this game; `why` says so in both languages."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(f"{why.zh} / {why.en}")


def whole_fault(value: str, rule: Text, remedy: Text) -> Fault:
    """A fault of the game as a whole, at no line of a table."""
    return Fault(GAME, None, None, None, value, rule, remedy)
