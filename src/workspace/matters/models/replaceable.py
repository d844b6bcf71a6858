"""What is said is never edited: a new row stands, and the old one stays readable."""

from __future__ import annotations

from typing import Self

from django.db import models


class Replaceable(models.Model):
    """A row that another may replace; at most one of a line stands.

    `old.replaced_by` is the row that followed, `new.replaces` the one before.
    """

    stands = models.BooleanField(default=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        abstract = True

    def follow(self, old: Self | None) -> Self:
        """Stand in the place of `old`, which steps back; inside an act only."""
        if old is not None:
            old.stands = False
            old.save(update_fields=["stands"])
        self.replaces = old
        self.save()
        return self
