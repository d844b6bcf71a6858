"""The report page: one self-contained HTML file, Chinese and English in one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tingqiao.case.entities import Language, Text
from tingqiao.model.history import replay
from tingqiao.report import wording
from tingqiao.report.chapters.answer import Answer, answer
from tingqiao.report.chapters.grounds import GroundsChapter, as_range, grounds_chapter
from tingqiao.report.chapters.journey import JourneyChapter, journey_chapter
from tingqiao.report.chapters.ladder import LadderChapter, ladder_chapter
from tingqiao.report.chapters.lag import LagChapter, lag_chapter
from tingqiao.report.chapters.plans import PlansChapter, plans_chapter
from tingqiao.report.chapters.provenance import Again, how_to_repeat
from tingqiao.report.chapters.ties import TiesChapter, ties_chapter
from tingqiao.report.chapters.willingness import (
    WillingnessChapter,
    willingness_chapter,
)
from tingqiao.report.figures.cells import evidence_bar, part_bar
from tingqiao.report.figures.differences import interval_bar
from tingqiao.report.figures.streams import draw_streams
from tingqiao.report.figures.survival import draw_survival
from tingqiao.report.figures.timeline import draw_timeline
from tingqiao.report.figures.waterfall import draw_waterfall, reach
from tingqiao.report.figures.web import draw_web

if TYPE_CHECKING:
    import xarray as xr

    from tingqiao.model.ensemble import Ensemble

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Chapters:
    """Everything the page shows."""

    answer: Answer
    ladder: LadderChapter
    journey: JourneyChapter
    willingness: WillingnessChapter
    ties: TiesChapter
    lag: LagChapter
    plans: PlansChapter | None
    grounds: GroundsChapter
    again: Again


def render_report(
    run: Ensemble,
    *,
    others: Sequence[Ensemble] = (),
    comparisons: Mapping[str, xr.Dataset] | None = None,
    language: Language = "zh",
    command: str | None = None,
) -> str:
    """The whole report as one HTML file that asks for nothing from anywhere.

    Parameters
    ----------
    run : the ensemble reported on, also the base of comparisons.
    others : ensembles of other plans on the same draws, in the order to show them.
    comparisons : paired differences by plan id, as `tingqiao.model.compare` gives
        them; without them no plans are compared.
    language : the one shown first; the other is a switch away.
    command : what recomputes this report; written out from the provenance if None.
    """
    history = replay(run.case)
    chapters = Chapters(
        answer(run, history),
        ladder_chapter(run, history),
        journey_chapter(run, history),
        willingness_chapter(run, history),
        ties_chapter(run),
        lag_chapter(run, history),
        plans_chapter(run, others, comparisons or {}),
        grounds_chapter(run),
        how_to_repeat(run, others, command),
    )
    style = _style()
    return (
        _environment()
        .get_template("report.html")
        .render(
            run=run,
            chapters=chapters,
            first=language,
            others=[other for other in LANGUAGES if other != language],
            style=style,
            fingerprint=_fingerprint(style),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tingqiao.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["t"] = Text.in_language
    environment.globals["speaker"] = _speaker
    environment.filters["safe_link"] = safe_link
    environment.globals.update(_DRAWING)
    environment.globals["wording"] = wording
    return environment


_DRAWING = {
    "draw_timeline": draw_timeline,
    "draw_streams": draw_streams,
    "draw_waterfall": draw_waterfall,
    "draw_web": draw_web,
    "draw_survival": draw_survival,
    "interval_bar": interval_bar,
    "part_bar": part_bar,
    "evidence_bar": evidence_bar,
    "reach": reach,
    "as_range": as_range,
}


def _speaker(language: Language) -> Callable[[str, str], str]:
    """What a template says its words with: the Chinese or the English of each."""
    return lambda zh, en: zh if language == "zh" else en


def safe_link(address: str) -> str | None:
    """The address where it is of the web; None where following it might run something."""
    return address if address.startswith(("https://", "http://")) else None


@cache
def _style() -> Markup:
    """The page's one style block: the tokens, then the rules. Ours, so never escaped."""
    folder = files("tingqiao.report") / "pages"
    sheets = (folder / name for name in ("tokens.css", "report.css"))
    return Markup("\n".join(s.read_text(encoding="utf-8") for s in sheets))  # noqa: S704


def _fingerprint(style: Markup) -> str:
    """What the page's own policy knows its style block by, so that no other runs."""
    digest = hashlib.sha256(str(style).encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
