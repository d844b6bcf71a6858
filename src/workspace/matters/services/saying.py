"""What the sides say and show."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files import File
from django.db import transaction

from workspace.accounts.permission import NotNow
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.matters import rules
from workspace.matters.models.matter import Matter
from workspace.matters.models.saying import (
    Attachment,
    EvidenceLink,
    Position,
    Statement,
)
from workspace.matters.recording import enter
from workspace.units.models import Mandate
from workspace.wording import Words

LARGEST_FILE = 20 * 2**20  # bytes
LONGEST_NAME = 200  # characters
KINDS = (".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png", ".txt", ".csv", ".ofd")


@transaction.atomic
def give_words(*, by: Mandate, at: datetime, matter: Matter, text: str) -> Statement:
    """The unit's side in words; earlier words stay readable beneath."""
    matter = Matter.objects.locked(matter)
    rules.GIVE_WORDS.require(by, matter, at)
    old = matter.statements.filter(unit=by.unit, stands=True).first()
    new = Statement(matter=matter, unit=by.unit, text=text, mandate=by, at=at)
    new.follow(old)
    enter(
        Act.WORDS_GIVEN,
        new,
        matter=matter,
        by=by,
        at=at,
        after={"text": text},
        tells=True,
    )
    return new


@transaction.atomic
def state_position(
    *,
    by: Mandate,
    at: datetime,
    matter: Matter,
    text: str,
    visibility: str,
    sealed_until: datetime | None = None,
) -> Position:
    """What the unit wants, for the eyes it chose. The ledger names no word of it.

    An open position replaces the unit's last one of the same visibility; the
    replaced one keeps its own seal to its own day.
    """
    matter = Matter.objects.locked(matter)
    rules.STATE_POSITION.require(by, matter, at)
    old = matter.positions.filter(
        unit=by.unit, visibility=visibility, stands=True
    ).first()
    new = Position(
        matter=matter,
        unit=by.unit,
        visibility=Position.Visibility(visibility),
        sealed_until=sealed_until,
        mandate=by,
        at=at,
    )
    new.text = text
    new.follow(old)
    open_to_all = visibility == Position.Visibility.ALL and sealed_until is None
    audience = LedgerEntry.Audience.MATTER if open_to_all else LedgerEntry.Audience.UNIT
    enter(
        Act.POSITION_STATED,
        new,
        matter=matter,
        by=by,
        at=at,
        audience=audience,
        tells=open_to_all,
    )
    return new


@transaction.atomic
def attach(
    *, by: Mandate, at: datetime, matter: Matter, file: File, name: str
) -> Attachment:
    """A file lies on the table, under a name of our own, with its fingerprint."""
    rules.ATTACH.require(by, matter, at)
    _require_plain_file(file, name)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    row = Attachment(
        matter=matter,
        unit=by.unit,
        name=name,
        size=file.size,
        sha256=digest,
        mandate=by,
        at=at,
    )
    row.file.save(digest[:32] + _suffix(name), file, save=False)
    row.save()
    enter(
        Act.FILE_ATTACHED,
        row,
        matter=matter,
        by=by,
        at=at,
        after={"sha256": digest},
        names={"file": name},
        tells=True,
    )
    return row


@transaction.atomic
def link_evidence(
    *, by: Mandate, at: datetime, matter: Matter, title: str, url: str
) -> EvidenceLink:
    """Where something can be read, vouched for by the unit."""
    rules.LINK_EVIDENCE.require(by, matter, at)
    row = EvidenceLink(
        matter=matter, unit=by.unit, title=title, url=url, mandate=by, at=at
    )
    row.full_clean()
    row.save()
    enter(
        Act.EVIDENCE_LINKED,
        row,
        matter=matter,
        by=by,
        at=at,
        after={"url": url},
        names={"title": title},
    )
    return row


def _suffix(name: str) -> str:
    return next(kind for kind in KINDS if name.lower().endswith(kind))


def _require_plain_file(file: File, name: str) -> None:
    is_named = name.lower().endswith(KINDS) and len(name) <= LONGEST_NAME
    if is_named and 0 < file.size <= LARGEST_FILE:
        return
    raise NotNow(
        rules.ATTACH.name,
        Words("这个文件不能上传。", "This file cannot be attached."),
        Words(
            "请用 PDF、Word、Excel、图片、OFD 或文本文件，每个不超过 20 MB，不能是空文件，文件名不超过 200 字。",
            "Use PDF, Word, Excel, OFD, pictures or text, not empty, up to 20 MB each, names up to 200 characters.",
        ),
    )
