"""What is wrong with a game, and what a rule cannot answer."""

from __future__ import annotations

from collections.abc import Iterable

from tingqiao.case.entities import Language, Text
from tingqiao.case.faults import Fault

GAME = "GAME"  # the name of a game that was not read from a file


class GameError(ValueError):
    """A game that cannot be used; `faults` holds every fault of it."""

    def __init__(self, faults: Iterable[Fault], language: Language = "zh") -> None:
        self.faults = tuple(faults)
        super().__init__(self.describe(language))

    def describe(self, language: Language = "zh") -> str:
        """Every fault on a line of its own, below a line that counts them."""
        count = len(self.faults)
        head = {
            "zh": f"博弈表有 {count} 处错误：",
            "en": f"Faults in the game: {count}",
        }
        lines = (f"  {fault.describe(language)}" for fault in self.faults)
        return "\n".join((head[language], *lines))


class NotApplicableError(ValueError):
    """A rule has no answer for this game; `why` says so in both languages."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(f"{why.zh} / {why.en}")


def whole_fault(value: str, rule: Text, remedy: Text) -> Fault:
    """A fault of the game as a whole, at no line of a table."""
    return Fault(GAME, None, None, None, value, rule, remedy)
