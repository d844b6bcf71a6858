"""Random valid cases for property tests: `cases()`, and folders of them.

    from tests.strategies import cases

Every case drawn keeps the whole format: it saves, and loads to an equal case.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import MappingProxyType

from hypothesis import strategies as st

from tingqiao.case.entities import (
    Basis,
    Case,
    ConsentRule,
    Event,
    EventKind,
    Government,
    Grade,
    Matter,
    Month,
    Outcome,
    PartialDate,
    Range,
    Rung,
    Share,
    Source,
    Text,
    Tie,
)
from tingqiao.case.ladder import default_ladder
from tingqiao.case.save import save_case

_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Z")), max_size=8
)
_MARKS = st.sampled_from(
    ["", "=1+1", '"', ",", "a\nb", "_x0041_", "#REF!", "007", "甲镇"]
)
TEXTS = st.builds(lambda a, mark, b: (a + mark + b).strip(), _WORDS, _MARKS, _WORDS)


def ranges(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[Range]:
    """Points and ranges within [low, high]."""
    ends = st.floats(low, high, allow_subnormal=False)
    return st.one_of(
        ends.map(lambda x: Range(x, x)),
        st.tuples(ends, ends).map(lambda pair: Range(min(pair), max(pair))),
    )


def names() -> st.SearchStrategy[Text]:
    """Texts with at least one language filled in."""
    return st.builds(Text, TEXTS, TEXTS).filter(any)


def months() -> st.SearchStrategy[Month]:
    return st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


def dates() -> st.SearchStrategy[PartialDate]:
    """Years, months and days alike."""
    parts = st.tuples(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28))
    return st.builds(lambda parts, n: PartialDate(*parts[:n]), parts, st.integers(1, 3))


@st.composite
def bases(draw: st.DrawFn, sources: tuple[str, ...]) -> Basis:
    return Basis(draw(_some(sources)), judgement=draw(st.booleans()))


def _some(ids: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the ids, each once."""
    if not ids:
        return st.just(())
    few = st.lists(st.sampled_from(ids), unique=True, min_size=least, max_size=5)
    return few.map(tuple)


@st.composite
def _sources(draw: st.DrawFn) -> tuple[Source, ...]:
    rows = st.builds(
        Source,
        id=st.just(""),
        title=TEXTS.filter(bool),
        publisher=TEXTS,
        date=st.none() | dates(),
        url=st.just("https://example.org/a?b=c"),
        grade=st.sampled_from(Grade),
    )
    drawn = draw(st.lists(rows, max_size=3))
    return tuple(
        Source(f"S{i}", s.title, s.publisher, s.date, s.url, s.grade)
        for i, s in enumerate(drawn)
    )


@st.composite
def _governments(
    draw: st.DrawFn, sources: tuple[str, ...], most: int
) -> tuple[Government, ...]:
    """A forest: each government's superior, if any, comes before it or after it."""
    count = draw(st.integers(2, most))
    rows = [
        Government(
            id=f"g{i}",
            name=draw(names()),
            superior=draw(st.sampled_from([None, *(f"g{j}" for j in range(i))])),
            level=draw(st.sampled_from(["", "镇", "county"])),
            capacity=draw(ranges(0.1, 9.0)),
            idea=draw(ranges()),
            basis=draw(bases(sources)),
        )
        for i in range(count)
    ]
    return tuple(draw(st.permutations(rows)))


@st.composite
def _matter(
    draw: st.DrawFn,
    number: int,
    ids: tuple[str, ...],
    sources: tuple[str, ...],
    top: int,
) -> Matter:
    parties = draw(_some(ids, least=2))
    quorum = st.builds(ConsentRule, st.integers(1, len(parties)), _some(parties))
    return Matter(
        id=f"m{number}",
        name=draw(names()),
        parties=parties,
        opened=draw(st.none() | months()),
        rung=draw(st.integers(0, top)),
        complexity=draw(ranges()),
        fragmentation=draw(st.none() | ranges()),
        benefit=draw(ranges(0.01, 100.0)),
        cost=draw(ranges(0.0, 50.0)),
        specificity=draw(ranges()),
        measurability=draw(ranges()),
        consent=draw(st.just(ConsentRule()) | quorum),
        basis=draw(bases(sources)),
    )


@st.composite
def _shares(
    draw: st.DrawFn, matters: tuple[Matter, ...], sources: tuple[str, ...]
) -> tuple[Share, ...]:
    rows: list[Share] = []
    for matter in matters:
        if draw(st.booleans()):
            continue
        weights = [draw(st.integers(1, 9)) for _ in matter.parties]
        points = [weight / sum(weights) for weight in weights]
        is_wide = draw(st.booleans())
        rows += [
            Share(
                matter.id,
                party,
                Range(point / 2, (1 + point) / 2) if is_wide else Range(point, point),
                draw(bases(sources)),
            )
            for party, point in zip(matter.parties, points, strict=True)
        ]
    return tuple(rows)


@st.composite
def _ties(
    draw: st.DrawFn, ids: tuple[str, ...], sources: tuple[str, ...]
) -> tuple[Tie, ...]:
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    distinct = pairs.filter(lambda pair: pair[0] != pair[1])
    return tuple(
        Tie(
            source,
            target,
            draw(st.none() | ranges()),
            draw(ranges(0.0, 20.0)),
            draw(ranges(0.0, 20.0)),
            draw(bases(sources)),
        )
        for source, target in draw(st.lists(distinct, unique=True, max_size=5))
    )


@st.composite
def _event(
    draw: st.DrawFn,
    matters: tuple[str, ...],
    ids: tuple[str, ...],
    sources: tuple[str, ...],
    top: int,
) -> Event:
    return Event(
        date=draw(dates()),
        matter=draw(st.none() | st.sampled_from(matters)),
        actors=draw(_some(ids)),
        kind=draw(st.sampled_from(EventKind)),
        strength=draw(st.none() | ranges()),
        text=draw(st.builds(Text, TEXTS, TEXTS)),
        sources=draw(_some(sources)),
        rung=draw(st.none() | st.integers(0, top)),
    )


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Rung, ...]:
    """The default ladder, or one of 2 to 5 rungs whose value never falls."""
    if draw(st.booleans()):
        return default_ladder()
    unit = st.floats(0.0, 1.0, allow_subnormal=False)
    values = sorted(draw(st.lists(unit, min_size=1, max_size=4)))
    return tuple(
        Rung(
            draw(names()),
            value,
            draw(unit),
            draw(unit),
            draw(unit),
            draw(unit),
            draw(st.integers(0, 60)),
        )
        for value in (0.0, *values)
    )


@st.composite
def cases(draw: st.DrawFn, most_governments: int = 8, most_matters: int = 4) -> Case:
    """Valid cases: forests of superiors, ranges, quorums, own ladders, odd texts."""
    ladder = draw(ladders())
    top = len(ladder) - 1
    sources = draw(_sources())
    source_ids = tuple(source.id for source in sources)
    governments = draw(_governments(source_ids, most_governments))
    ids = tuple(government.id for government in governments)
    matters = tuple(
        draw(_matter(number, ids, source_ids, top))
        for number in range(draw(st.integers(1, most_matters)))
    )
    matter_ids = tuple(matter.id for matter in matters)
    outcome = st.builds(
        Outcome,
        matter=st.sampled_from(matter_ids),
        measure=TEXTS.filter(bool),
        unit=TEXTS,
        value=TEXTS.filter(bool),
        date=st.none() | dates(),
        sources=_some(source_ids),
    )
    event = _event(matter_ids, ids, source_ids, top)
    return Case(
        id="random",
        name=draw(names()),
        summary=draw(st.builds(Text, TEXTS, TEXTS)),
        unit=draw(st.sampled_from(["relative", "万元"])),
        start=draw(months()),
        months=draw(st.integers(1, 240)),
        ladder=ladder,
        governments=governments,
        matters=matters,
        shares=draw(_shares(matters, source_ids)),
        ties=draw(_ties(ids, source_ids)),
        events=tuple(draw(st.lists(event, max_size=5))),
        outcomes=tuple(draw(st.lists(outcome, max_size=2))),
        sources=sources,
        parameters=MappingProxyType({}),
        notes=draw(TEXTS),
    )


@st.composite
def case_folders(draw: st.DrawFn) -> Path:
    """Folders of valid cases, new for every example."""
    return save_case(draw(cases()), Path(tempfile.mkdtemp()) / "case")
