"""What changed between two versions of a text, phrase by phrase."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# Chinese has no spaces: single characters are compared, words and numbers whole.
PIECE = re.compile(r"[A-Za-z0-9_]+|\s+|.", re.DOTALL)


class Change(NamedTuple):
    """A run of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(old: str, new: str) -> list[list[Change]]:
    """The changed paragraphs of `new` against `old`, each as runs of text.

    Paragraphs that did not change are left out.
    """
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changed: list[list[Change]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "replace" and j - i == m - k:
            changed += map(_within, before[i:j], after[k:m])
        elif tag != "equal":
            changed += [[Change("gone", line)] for line in before[i:j] if line]
            changed += [[Change("new", line)] for line in after[k:m] if line]
    return changed


def _within(old: str, new: str) -> list[Change]:
    before, after = PIECE.findall(old), PIECE.findall(new)
    runs: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            runs.append(Change("same", "".join(before[i:j])))
            continue
        if j > i:
            runs.append(Change("gone", "".join(before[i:j])))
        if m > k:
            runs.append(Change("new", "".join(after[k:m])))
    return runs
