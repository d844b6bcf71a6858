"""Issuing an agreed text for the seals, and the seals that come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction

from workspace.agreements import rules
from workspace.agreements.fingerprints import fingerprint_of, in_groups
from workspace.agreements.models import Agreement, AgreementVersion, Signature
from workspace.agreements.scans import kind_of
from workspace.agreements.word import word_of
from workspace.consent.models import TextVersion
from workspace.ledger.acts import Act
from workspace.ledger.models import LedgerEntry
from workspace.matters.models.matter import Matter
from workspace.matters.recording import enter
from workspace.units.models import Mandate, Power, Unit


@transaction.atomic
def issue_agreement(
    *,
    by: Mandate,
    at: datetime,
    text: TextVersion,
    order: Sequence[Unit] | None = None,
    algorithm: str | None = None,
) -> AgreementVersion:
    """The agreed text goes out for the seals, in the order given or that of the parties.

    Issued again it is a new version: what was signed on an earlier one stays with
    that one.
    """
    matter = Matter.objects.locked(text.proposal.matter)
    text = TextVersion.objects.fresh(text)
    units = list(order) if order is not None else matter.units
    chosen = algorithm or settings.CONFIGURATION.digest
    rules.ISSUE.require(by, text, at, order=units, algorithm=chosen)
    version = _new_version(matter, text)
    version.issued_by, version.issued_at, version.algorithm = by, at, chosen
    _write_word(version, units)
    for number, unit in enumerate(units, start=1):
        Signature.objects.create(
            version=version, unit=unit, order=number, assigned_to=_signer(unit, at)
        )
    _enter(Act.AGREEMENT_ISSUED, version, version, by, at)
    return version


@transaction.atomic
def sign(
    *, by: Mandate, at: datetime, signature: Signature, fingerprint: str
) -> Signature:
    """Sign in the room the version of that fingerprint, which the signer has read."""
    turn = _held(signature)
    rules.SIGN.require(by, turn, at, fingerprint=fingerprint)
    turn.method = Signature.Method.IN_ROOM
    return _signed(Act.AGREEMENT_SIGNED, turn, by, at)


@transaction.atomic
def return_scan(
    *, by: Mandate, at: datetime, signature: Signature, fingerprint: str, scan: File
) -> Signature:
    """The Word file sealed on paper comes back as a scan: the party has signed."""
    turn = _held(signature)
    rules.RETURN_SCAN.require(by, turn, at, fingerprint=fingerprint, scan=scan)
    content = scan.read()
    turn.method = Signature.Method.SEAL_SCAN
    turn.scan_sha256 = fingerprint_of(content, "sha256")
    name = turn.scan_sha256[:32] + kind_of(scan)
    turn.scan.save(name, ContentFile(content), save=False)
    return _signed(Act.SCAN_RECEIVED, turn, by, at)


@transaction.atomic
def refuse_to_sign(
    *, by: Mandate, at: datetime, signature: Signature, reason: str
) -> Signature:
    """The party does not sign this version, and all are told why."""
    turn = _held(signature)
    rules.REFUSE.require(by, turn, at, reason=reason)
    turn.refused_at, turn.refused_reason = at, reason
    turn.save(update_fields=["refused_at", "refused_reason"])
    _enter(Act.AGREEMENT_REFUSED, turn, turn.version, by, at, reason=reason)
    return turn


@transaction.atomic
def hand_over(
    *, by: Mandate, at: datetime, signature: Signature, to: Mandate
) -> Signature:
    """Another of the unit signs: passed on, or taken from one whose mandate ended."""
    turn = _held(signature)
    to = Mandate.objects.select_related("person", "unit").get(pk=to.pk)
    rules.HAND_OVER.require(by, turn, at, to=to)
    turn.assigned_to = to
    turn.save(update_fields=["assigned_to"])
    person = to.person.name
    _enter(Act.AGREEMENT_HANDED_OVER, turn, turn.version, by, at, person=person)
    return turn


def _new_version(matter: Matter, text: TextVersion) -> AgreementVersion:
    agreement, _ = Agreement.objects.get_or_create(
        matter=matter, rung=text.proposal.rung, defaults={"title": text.title}
    )
    last = agreement.versions.last()
    number = last.number + 1 if last else 1
    return AgreementVersion(agreement=agreement, number=number, parent=last, text=text)


def _write_word(version: AgreementVersion, units: Sequence[Unit]) -> None:
    content = word_of(version.text, units, version.number)
    version.fingerprint = fingerprint_of(content, version.algorithm)
    name = f"{version.fingerprint[:32]}.docx"
    version.word_file.save(name, ContentFile(content), save=False)
    version.save()


def _signer(unit: Unit, at: datetime) -> Mandate | None:
    mandates = Mandate.objects.in_force(at).filter(unit=unit)
    return next((m for m in mandates if m.may(Power.SIGN)), None)


def _signed(act: Act, turn: Signature, by: Mandate, at: datetime) -> Signature:
    turn.signed_by, turn.signed_at = by, at
    turn.save()
    after = {"scan_sha256": turn.scan_sha256} if turn.scan_sha256 else {}
    entry = _enter(act, turn, turn.version, by, at, after=after)
    turn.receipt = f"ledger {entry.seq} · {in_groups(entry.hash)}"
    turn.save(update_fields=["receipt"])
    return turn


def _held(signature: Signature) -> Signature:
    Matter.objects.locked(signature.matter)
    rows = Signature.objects.select_related(
        "version__agreement__matter__case", "unit", "assigned_to__person"
    )
    return rows.get(pk=signature.pk)


def _enter(
    act: Act,
    subject: AgreementVersion | Signature,
    version: AgreementVersion,
    by: Mandate,
    at: datetime,
    *,
    after: dict[str, Any] | None = None,
    **names: str,
) -> LedgerEntry:
    shown = {"version": version.number, "fingerprint": version.fingerprint}
    return enter(
        act,
        subject,
        matter=version.matter,
        by=by,
        at=at,
        after=shown | (after or {}),
        names={"title": version.text.title, **names},
        tells=True,
    )
