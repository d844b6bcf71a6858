"""Commitments, requests for help and an agreement in the small room, one of each state."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from test_consent import TEXT
from towns import AT, LATER, build_matter

from workspace.agreements.models import Signature
from workspace.agreements.services import issue_agreement
from workspace.commitments.services.extending import ask_extension
from workspace.commitments.services.helping import Answer, Call, answer_help, ask_help
from workspace.commitments.services.promising import commit
from workspace.commitments.services.reporting import Report, deliver
from workspace.commitments.terms import Terms
from workspace.consent.services.proposing import prepare_proposal, propose
from workspace.consent.services.stances import give_consent

DUE = date(2026, 12, 7)


def build_promises(room):
    """Anting's promises, Huaqiao's calls for help about Anting, and a text of the two to sign."""
    a, h = room["anting"], room["huaqiao"]

    def promise(title):
        terms = Terms(title, "桥面无桩", DUE)
        return commit(by=a, at=AT, matter=room.matter, terms=terms)

    plain, delivered, extended = (promise(t) for t in ("拆桩", "出车", "改线"))
    deliver(by=a, at=AT, commitment=delivered, report=Report("已拆"))
    extension = ask_extension(
        by=a, at=AT, commitment=extended, new_due=date(2026, 12, 21), reason="雨雪"
    )
    call, about = (Call(room.units["anting"], "拖着", c) for c in (None, plain))
    asked = ask_help(by=h, at=AT, matter=room.matter, call=call)
    answered = ask_help(by=h, at=AT, matter=room.matter, call=about)
    answer_help(
        by=room["jiading"],
        at=AT,
        step=answered.steps.first(),
        answer=Answer("inform", "好"),
    )
    version = issue_agreement(by=a, at=LATER, text=_agreed_text(room))
    Signature.objects.update(assigned_to=None)
    return SimpleNamespace(
        plain=plain,
        delivered=delivered,
        extension=extension,
        asked=asked,
        answered=answered,
        version=version,
        turn=version.signatures.get(unit=a.unit),
    )


def _agreed_text(room):
    two = [room.units["anting"], room.units["huaqiao"]]
    matter = build_matter(room.case, two, 0, "signed")
    draft = prepare_proposal(by=room["anting"], at=AT, matter=matter, text=TEXT)
    version = propose(by=room["anting"], at=AT, proposal=draft).version
    for code in ("anting", "huaqiao"):
        give_consent(by=room[code], at=LATER, version=version)
    return version
