"""From the text of a plan file to a plan for one case, or a list of its faults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from types import MappingProxyType

from pydantic import ValidationError

from tingqiao.case.entities import Case, Month, Text
from tingqiao.case.faults import CaseError, Fault
from tingqiao.model.plan import Advocacy, Imposition, Plan, Push, Support
from tingqiao.plans.fits import faults_for
from tingqiao.plans.form import PlanForm, SupportForm


class PlanError(CaseError):
    """A plan file that cannot be used; holds every fault found."""

    heads = MappingProxyType(
        {"zh": "方案有 {} 处错误：", "en": "Faults in the plan: {}"}
    )


def read_plan(text: str, file: str, case: Case) -> Plan:
    """The plan written in `text`, for `case`; `file` is its name in messages.

    Raises
    ------
    PlanError
        If it breaks the form or names what the case does not have.
    """
    form = _form(text, file)
    faults = tuple(faults_for(form, case, file))
    if faults:
        raise PlanError(faults)
    return _plan(form, case)


def _form(text: str, file: str) -> PlanForm:
    try:
        return PlanForm.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        rule = Text(f"不是合格的 TOML：{error}", f"is not valid TOML: {error}")
        remedy = Text("按 TOML 语法改正该处", "correct the syntax there")
        raise PlanError([Fault(file, None, None, None, None, rule, remedy)]) from None
    except ValidationError as error:
        raise PlanError(_faults(error, file)) from None


def _faults(error: ValidationError, file: str) -> Iterator[Fault]:
    for found in error.errors(include_url=False):
        place = ".".join(str(part) for part in found["loc"]) or None
        value = None if found["type"] == "missing" else str(found["input"])
        said = found["msg"].removeprefix("Value error, ")
        yield Fault(file, None, None, place, value, _rule(found["type"], said), _REMEDY)


_REMEDY = Text(
    "照 docs/how-to/write-a-plan.md 的写法改",
    "write it as docs/how-to/write-a-plan.md shows",
)
_RULES = MappingProxyType(
    {
        "missing": Text("缺少这一项", "is required"),
        "extra_forbidden": Text("方案里没有这一项", "is not part of a plan"),
    }
)


def _rule(kind: str, said: str) -> Text:
    return _RULES.get(kind, Text(f"不合要求（{said}）", said))


def _after(when: int | Month, case: Case) -> int:
    """Months after the start of the case, not before it."""
    months = when.index - case.start.index if isinstance(when, Month) else when
    return max(0, months)


def _until(when: int | Month | None, case: Case) -> int | None:
    return None if when is None else _after(when, case)


def _supports(forms: tuple[SupportForm, ...], case: Case) -> tuple[Support, ...]:
    return tuple(
        Support(f.strength, _after(f.start, case), _until(f.until, case), f.matters)
        for f in forms
    )


def _plan(form: PlanForm, case: Case) -> Plan:
    return Plan(
        id=form.id,
        name=form.name.text() if form.name.text().zh else Text(form.id, form.id),
        pressure=tuple(
            Push(
                f.by,
                f.strength,
                _after(f.start, case),
                _until(f.until, case),
                f.matters,
                f.on,
                f.fade_with_trust,
            )
            for f in form.pressure
        ),
        coordination=_supports(form.coordination, case),
        participation=_supports(form.participation, case),
        advocacy=tuple(
            Advocacy(f.by, f.strength, _after(f.start, case), _until(f.until, case))
            for f in form.advocacy
        ),
        imposed=tuple(
            Imposition(f.by, _after(f.month, case), f.rung, f.matters)
            for f in form.imposed
        ),
        opening={matter: _after(when, case) for matter, when in form.opening.items()},
        consent=form.consent,
        leap=form.leap,
        shares=form.shares,
        trust_start=form.trust_start,
        without=form.without,
        frozen=form.frozen,
        **form.options.model_dump(),
    )
