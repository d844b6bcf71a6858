"""The few shapes that reference pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MARK = "<!-- 由 python -m tools.reference 生成，勿手改 · generated, do not edit -->\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(_cell(c) for c in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def code(text: str) -> str:
    """Text as code in a line."""
    return f"`{text}`"


def number(value: float) -> str:
    """A number as briefly as four digits allow."""
    return f"{value:.4g}"
