"""Finding the first of an ordered list that is enough, asking as few as possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def first_true(answers: Sequence[Callable[[], bool]]) -> int | None:
    """The place of the first true answer, where all after a true one are true.

    >>> first_true([lambda: False, lambda: True, lambda: True])
    1
    """
    low, high = 0, len(answers)
    while low < high:
        middle = (low + high) // 2
        if answers[middle]():
            high = middle
        else:
            low = middle + 1
    return low if low < len(answers) else None
