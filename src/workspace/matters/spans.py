"""A number known as a point or only as a range, as text in one column."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from workspace.wording import both


class Span(NamedTuple):
    """A number between `low` and `high`; a point where they are equal."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return repr(self.low)
        return f"{self.low!r}..{self.high!r}"


def read_span(text: str) -> Span:
    """The span written `0.6` or `0.4..0.8`.

    Raises
    ------
    ValidationError
        When it is neither, or runs backwards.
    """
    low, _, high = text.strip().partition("..")
    try:
        span = Span(float(low), float(high or low))
    except ValueError:
        raise ValidationError(
            both(
                "请写一个数 0.6，或一个范围 0.4..0.8",
                "write a number 0.6 or a range 0.4..0.8",
            )
        ) from None
    if not span.low <= span.high:
        raise ValidationError(
            both("范围的前一个数不能大于后一个", "a range runs from low to high")
        )
    return span


class SpanField(models.CharField):
    """A `Span`, kept as its text: every digit survives the way in and out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> Span | None:
        """The span a row holds."""
        return read_span(value) if value else None

    def to_python(self, value: Any) -> Span | None:
        """The span a form or a caller gives."""
        if value in (None, ""):
            return None
        return Span(*value) if isinstance(value, tuple) else read_span(value)

    def get_prep_value(self, value: Any) -> str | None:
        """The text a row keeps."""
        span = self.to_python(value)
        return None if span is None else str(span)

    def value_to_string(self, obj: models.Model) -> str:
        """The text a serializer writes."""
        return self.get_prep_value(self.value_from_object(obj)) or ""
