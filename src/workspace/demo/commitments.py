"""Sample promises on the dead-end road: one kept, one late with help asked for, one on its way.

Invented from end to end, as the demo strip says.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workspace.commitments.models import Commitment
from workspace.commitments.services.helping import Call, ask_help
from workspace.commitments.services.overdue import enter_lateness
from workspace.commitments.services.promising import commit
from workspace.commitments.services.reporting import (
    Report,
    deliver,
    report_progress,
    verify_delivery,
)
from workspace.commitments.terms import Terms, due_in
from workspace.demo.people import mandate_of
from workspace.matters.models.matter import Matter
from workspace.units.workdays import local_day


def play_promises(matter: Matter, at: datetime) -> None:
    """What the towns promised after their first meeting, and how it went."""
    made = at - timedelta(days=36)
    minutes = _promise(matter, "anting", made, "首次会商纪要送三镇归档（示例）", 10)
    patrol = _promise(matter, "huaqiao", made, "提出夜间治安巡逻方案初稿（示例）", 10)
    _ask_residents(matter, made, at)
    _keep(minutes, made + timedelta(days=6))
    _miss(matter, patrol, at - timedelta(days=10))


def _promise(
    matter: Matter, who: str, at: datetime, title: str, workdays: int
) -> Commitment:
    terms = Terms(title, "三镇收到并无异议（示例）", due_in(workdays, at))
    return commit(by=mandate_of(who), at=at, matter=matter, terms=terms)


def _ask_residents(matter: Matter, made: datetime, at: datetime) -> None:
    due = due_in(20, at)
    terms = Terms(
        "汇总时代名邸居民意见（示例）",
        "意见逐条有答复（示例）",
        due,
        plan_line=_plan(local_day(at), due),
    )
    row = commit(by=mandate_of("baihe"), at=made, matter=matter, terms=terms)
    report_progress(
        by=mandate_of("baihe"),
        at=made + timedelta(days=4),
        commitment=row,
        report=Report("已收到第一批意见。（示例）", 0.25),
    )


def _plan(today: date, due: date) -> tuple[tuple[date, float], ...]:
    return ((today - timedelta(days=3), 0.4), (due, 1.0))


def _keep(row: Commitment, at: datetime) -> None:
    report = Report("纪要已送达三镇。（示例）")
    deliver(by=mandate_of("anting"), at=at, commitment=row, report=report)
    moment = at + timedelta(days=1)
    verify_delivery(by=mandate_of("baihe"), at=moment, commitment=row)


def _miss(matter: Matter, row: Commitment, at: datetime) -> None:
    enter_lateness(at=at - timedelta(days=1))
    call = Call(row.owner, "巡逻方案迟迟没有初稿，下一步不好谈。（示例）", row)
    ask_help(by=mandate_of("anting"), at=at, matter=matter, call=call)
