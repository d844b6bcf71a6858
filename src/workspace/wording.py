"""Every sentence the room says, in Chinese and English side by side.

Both languages stand in one place, so neither can be forgotten: what the room
says to people is written `both("中文", "English")` and read in the language of
the page when it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.translation import get_language


def speaks_english() -> bool:
    """Whether the present page is in English; Chinese otherwise."""
    return (get_language() or "zh-hans").startswith("en")


class Words(NamedTuple):
    """One sentence in both languages, with places `{name}` to fill."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.in_page_language()

    def in_page_language(self) -> str:
        """The sentence in the language of the page, or in the one there is."""
        return (self.en or self.zh) if speaks_english() else (self.zh or self.en)

    def fill(self, **names: object) -> Words:
        """The sentence with its places filled; a `Words` fills each language."""
        return Words(
            self.zh.format(**{k: _side(v, 0) for k, v in names.items()}),
            self.en.format(**{k: _side(v, 1) for k, v in names.items()}),
        )


def _side(value: object, side: int) -> object:
    if isinstance(value, Words):
        return value[side] or value[1 - side]
    return value


def both(zh: str, en: str) -> str:
    """A label that turns into one of the two languages when it is shown."""
    return _shown(zh, en)


_shown = lazy(lambda zh, en: en if speaks_english() else zh, str)
