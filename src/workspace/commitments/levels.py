"""The levels a request for help climbs, and how long each has to answer.

The moment each level is reached follows from the moment of asking, so the level
is read off the clock: no job has to run for a request to climb.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from workspace.commitments.models import Escalation, EscalationStep
from workspace.matters.models.matter import Matter
from workspace.units.models import Unit
from workspace.units.tree import superiors_of
from workspace.units.workdays import end_of, local_day, workday_after

# Working days each level has to answer, from the nearest superior up. 13710 is the
# rhythm of supervised work many offices know: 1, 3, 7, 10. The last goes on for
# levels beyond. A request may carry its own.
PRESETS: dict[str, tuple[int, ...]] = {
    "13710": (1, 3, 7, 10),
    "plain": (5,),
}
DEFAULT = PRESETS["13710"]
LAG = 5  # working days past its date after which a commitment asks for help by itself


def superiors_up_to_common(about: Unit, matter: Matter) -> list[Unit]:
    """Who is asked, nearest first: the superiors of a party up to the lowest common one."""
    chain, common = superiors_of(about), matter.superior
    return chain[: chain.index(common) + 1] if common in chain else chain


def lay_out(
    escalation: Escalation, superiors: Sequence[Unit], start: datetime, level: int = 1
) -> list[EscalationStep]:
    """One step a superior from `start` on, the first numbered `level`; not saved."""
    steps = []
    for number, superior in enumerate(superiors, start=level):
        until = workday_after(local_day(start), _grace(escalation.graces, number))
        steps.append(
            EscalationStep(
                escalation=escalation,
                level=number,
                to=superior,
                asked_at=start,
                grace_until=until,
            )
        )
        start = end_of(until) + timedelta(seconds=1)
    return steps


def asks_by_itself_from(due: date) -> datetime:
    """The moment from which a commitment due that day, and not done, asks for help itself."""
    return end_of(workday_after(due, LAG)) + timedelta(seconds=1)


def _grace(graces: Sequence[int], level: int) -> int:
    return graces[min(level, len(graces)) - 1]
