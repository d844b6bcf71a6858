"""Rows of text as entities: one function a table, each row with its place."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from tingqiao.case.entities import (
    Event,
    EventKind,
    Government,
    Grade,
    Matter,
    Outcome,
    Share,
    Source,
    Text,
    Tie,
)
from tingqiao.case.ladder import NAMELESS
from tingqiao.case.table import Row

_Entity = TypeVar("_Entity")

EVERY_MATTER = "*"


class Placed(NamedTuple, Generic[_Entity]):
    """An entity and the row that told it."""

    row: Row
    entity: _Entity


def read_government(row: Row) -> Government:
    """A row of governments.csv."""
    return Government(
        id=row.id("id"),
        name=_name(row),
        superior=row.id("superior") or None,
        level=row.text("level"),
        capacity=row.number("capacity"),
        idea=row.number("idea"),
        basis=row.basis(),
    )


def read_matter(row: Row) -> Matter:
    """A row of matters.csv."""
    return Matter(
        id=row.id("id"),
        name=_name(row),
        parties=row.ids("parties"),
        opened=row.month("opened"),
        rung=row.whole("rung") or 0,
        complexity=row.number("complexity"),
        fragmentation=row.optional_number("fragmentation"),
        benefit=row.number("benefit"),
        cost=row.number("cost"),
        specificity=row.number("specificity"),
        measurability=row.number("measurability"),
        consent=row.consent("consent"),
        basis=row.basis(),
    )


def read_share(row: Row) -> Share:
    """A row of shares.csv."""
    return Share(
        matter=row.id("matter"),
        government=row.id("government"),
        share=row.number("share"),
        basis=row.basis(),
    )


def read_tie(row: Row) -> Tie:
    """A row of ties.csv."""
    return Tie(
        source=row.id("from"),
        target=row.id("to"),
        dependence=row.optional_number("dependence"),
        kept=row.number("kept"),
        broken=row.number("broken"),
        basis=row.basis(),
    )


def read_event(row: Row) -> Event:
    """A row of events.csv."""
    matter = row.id("matter")
    return Event(
        date=row.date("date"),
        matter=None if matter == EVERY_MATTER else matter,
        actors=row.ids("actors"),
        kind=EventKind(row.choice("kind")),
        strength=row.optional_number("strength"),
        text=row.name("text"),
        sources=row.ids("sources"),
        rung=row.whole("rung"),
    )


def read_outcome(row: Row) -> Outcome:
    """A row of outcomes.csv."""
    return Outcome(
        matter=row.id("matter"),
        measure=row.text("measure"),
        unit=row.text("unit"),
        value=row.text("value"),
        date=row.optional_date("date"),
        sources=row.ids("sources"),
    )


def read_source(row: Row) -> Source:
    """A row of sources.csv."""
    return Source(
        id=row.id("id"),
        title=row.text("title"),
        publisher=row.text("publisher"),
        date=row.optional_date("date"),
        url=row.text("url"),
        grade=Grade(row.choice("grade")),
    )


def _name(row: Row) -> Text:
    name = row.name()
    if not any(name) and row.is_sound("name_zh", "name_en"):
        row.fault("name_zh", *NAMELESS)
    return name
