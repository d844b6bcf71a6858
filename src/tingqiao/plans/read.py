"""From the text of a plan file to a plan for one case, or a list of its faults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tingqiao.case.entities import Case, Month, Text
from tingqiao.case.faults import Fault, FaultyInputError
from tingqiao.model.plan import Advocacy, Imposition, Plan, Push, Support
from tingqiao.plans.fits import faults_for
from tingqiao.plans.form import PlanForm, SupportForm


class PlanError(FaultyInputError):
    """A plan file that cannot be used."""

    heading = Text("方案有 {} 处错误：", "Faults in the plan: {}")


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
        place = ".".join(_place(part) for part in found["loc"]) or None
        value = None if found["type"] == "missing" else str(found["input"])
        yield Fault(file, None, None, place, value, _rule(found), _REMEDY)


def _place(part: int | str) -> str:
    """A step of the way to a value; tables of a list count from 1, as people do."""
    return str(part + 1) if isinstance(part, int) else part


_REMEDY = Text(
    "参看 docs/how-to/write-a-plan.md 里的写法", "see docs/how-to/write-a-plan.md"
)
_RULES = MappingProxyType(
    {
        "told": Text("{zh}", "{en}"),
        "missing": Text("缺少这一项", "is required"),
        "extra_forbidden": Text("方案里没有这一项", "is not part of a plan"),
        "enum": Text("只能是 {expected}", "must be one of {expected}"),
        "string_pattern_mismatch": Text(
            "只能用英文字母、数字、_ 和 -", "may hold only letters, digits, _ and -"
        ),
        "greater_than_equal": Text("须不小于 {ge}", "must be at least {ge}"),
        "less_than_equal": Text("须不大于 {le}", "must be at most {le}"),
        "greater_than": Text("须大于 {gt}", "must be more than {gt}"),
        "less_than": Text("须小于 {lt}", "must be less than {lt}"),
    }
)
_WRONG_KIND = Text("这里要的不是这种值", "is not the kind of value that belongs here")


def _rule(found: ErrorDetails) -> Text:
    rule, facts = _RULES.get(found["type"], _WRONG_KIND), found.get("ctx", {})
    return Text(rule.zh.format(**facts), rule.en.format(**facts))


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
