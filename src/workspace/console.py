"""What an administrator does at the console: each a function that opens the room first.

The command line calls these; each takes the database's address, or None for what
the environment says, and returns what is to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workspace.serve import prepare

if TYPE_CHECKING:
    from workspace.ledger.chain import Verdict


def import_case(source: str | Path, database_url: str | None = None) -> str:
    """Bring a case into the room; its id. Raises CaseError or CaseRefused, all faults listed."""
    prepare(database_url)
    from workspace.outlook.bridge import bring_in

    return bring_in(source, at=datetime.now(UTC)).code


def export_case(code: str, target: Path, database_url: str | None = None) -> Path:
    """Take a case out of the room, as a folder or an .xlsx workbook.

    Raises
    ------
    LookupError
        When the room has no such case; names those it has.
    """
    prepare(database_url)
    from workspace.matters.models.case import Case
    from workspace.outlook.bridge import take_out

    try:
        return take_out(code, target)
    except Case.DoesNotExist:
        known = ", ".join(Case.objects.values_list("code", flat=True)) or "—"
        raise LookupError(
            f"没有案例 / no case {code}; 现有 / there are: {known}"
        ) from None


def verify_ledger(
    heads: Iterable[Path] = (), database_url: str | None = None
) -> Verdict:
    """Check the chain, and against every signed head given; names the first bad entry."""
    prepare(database_url)
    from workspace.ledger.chain import verify
    from workspace.ledger.heads import read_head

    return verify([read_head(path) for path in heads])


def sign_head(database_url: str | None = None) -> Path | None:
    """Write today's signed head; None where nothing has been recorded yet."""
    prepare(database_url)
    from django.conf import settings

    from workspace.ledger.heads import export_head

    return export_head(settings.CONFIGURATION.data_dir, datetime.now(UTC))


def export_ledger(target: Path, database_url: str | None = None, **wanted: Any) -> int:
    """Write the entries that fit as one JSON line each; how many.

    `wanted` are the fields of `workspace.ledger.queries.Filter`; a moment without
    a time zone is Shanghai's.
    """
    prepare(database_url)
    from workspace.ledger.models import LedgerEntry
    from workspace.ledger.queries import Filter, export_lines, filtered
    from workspace.units.workdays import SHANGHAI

    for name in ("since", "until"):
        moment = wanted.get(name)
        if moment is not None and moment.tzinfo is None:
            wanted[name] = moment.replace(tzinfo=SHANGHAI)
    entries = filtered(LedgerEntry.objects.all(), Filter(**wanted))
    with target.open("w", encoding="utf-8") as file:
        return sum(1 for line in export_lines(entries) if file.write(line))


def back_up(target: Path, database_url: str | None = None) -> Path:
    """Write the whole room but its keys into the new file `target`."""
    prepare(database_url)
    from workspace import backup

    return backup.back_up(target)


def restore(source: Path, database_url: str | None = None) -> Verdict:
    """Put a backup into this empty room; what checking its ledger found."""
    prepare(database_url, enters_holidays=False)
    from workspace import backup

    return backup.restore(source)


def appoint(
    username: str, name: str, duty: str, database_url: str | None = None
) -> str:
    """The first administrator of a kind is made here; the link that opens the account.

    `duty` is `system`, `security` or `audit`; three people hold the three.
    """
    prepare(database_url)
    from workspace.accounts.models import DUTY_WORDS
    from workspace.units.services import appoint_administrator

    if duty not in DUTY_WORDS:
        known = ", ".join(f"{key} ({words.zh})" for key, words in DUTY_WORDS.items())
        raise ValueError(
            f"{duty}: 没有这种管理员，请写 / no such duty, write one of: {known}"
        )

    token = appoint_administrator(
        at=datetime.now(UTC), username=username, name=name, kind=duty
    )
    return f"/invitations/{token}/"


def grant(role: str, database_url: str | None = None) -> None:
    """Let a PostgreSQL role run the room without being able to unmake its ledger."""
    prepare(database_url)
    from workspace.ledger.roles import grant_room

    grant_room(role)


def input_faults() -> tuple[type[Exception], ...]:
    """What a user's input can be at fault with; each says place, rule and remedy."""
    return (OSError, LookupError, ValueError, *_faults_of_the_room())


def _faults_of_the_room() -> tuple[type[Exception], ...]:
    from django.apps import apps

    if not apps.ready:
        return ()
    from django.core.management.base import SystemCheckError

    from workspace.backup import BackupRefused
    from workspace.outlook.case_in import CaseRefused

    return (SystemCheckError, BackupRefused, CaseRefused)
