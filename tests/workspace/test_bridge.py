"""A case goes into the room and comes out the same, to the last digit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.strategies import cases
from towns import AT, mandate_of

from tingqiao.case.digest import case_digest
from tingqiao.case.entities import Range as CaseRange
from tingqiao.case.entities import Share, Text
from tingqiao.case.load import builtin_cases, load_case
from workspace.matters.models.case import Case
from workspace.matters.models.matter import Matter, Part
from workspace.matters.models.record import RecordEvent
from workspace.matters.services.climbing import impose
from workspace.outlook.bridge import bring_in, take_out
from workspace.outlook.case_in import CaseRefused, import_case
from workspace.outlook.case_out import case_from_rows
from workspace.units.models import Mandate, Power, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", builtin_cases())
def test_every_built_in_case_comes_out_as_it_went_in(name):
    case = load_case(name)
    row = import_case(case, at=AT)
    assert case_from_rows(row) == case
    assert case_digest(case_from_rows(Case.objects.get(pk=row.pk))) == case_digest(case)


def test_numbers_shares_and_parameters_survive_exactly():
    case = load_case("tingqiaohe")
    parties = case.matters[1].parties
    shares = (
        Share(case.matters[1].id, parties[1], CaseRange(0.1 + 0.2, 1 / 3)),
        Share(case.matters[1].id, parties[0], CaseRange(0.7, 0.7)),
    )
    case = replace(case, shares=shares, parameters={"theta": CaseRange(0.01, 1 / 48)})
    assert case_digest(case_from_rows(import_case(case, at=AT))) == case_digest(case)


@pytest.mark.parametrize("target", ["out", "out.xlsx"])
def test_a_case_taken_out_as_files_loads_to_the_same_case(tmp_path, target):
    bring_in("tingqiaohe", at=AT)
    saved = take_out("tingqiaohe", tmp_path / target)
    assert case_digest(load_case(saved)) == case_digest(load_case("tingqiaohe"))


def test_the_record_leaves_each_matter_on_its_rung_with_its_parts():
    import_case(load_case("tingqiaohe"), at=AT)
    metro = Matter.objects.get(code="M1")
    assert (metro.rung, metro.rung_since) == (3, "2022-07")
    assert not metro.parts_due.exists(), "the trains run"
    cleaning = Matter.objects.get(code="M9")
    assert {part.unit.code for part in cleaning.parts_due} == {"qingpu", "kunshan"}
    assert not Part.objects.filter(matter__rung=0).exists()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases())
def test_any_case_comes_out_as_it_went_in(case):
    with transaction.atomic():
        assert case_from_rows(import_case(case, at=AT)) == case
        transaction.set_rollback(True)


def test_what_is_done_in_the_room_is_in_the_case_that_comes_out():
    row = import_case(load_case("tingqiaohe"), at=AT)
    centre = mandate_of(Unit.objects.get(code="guowuyuan"), Power.SETTLE)
    matter = Matter.objects.get(code="M3a")
    impose(by=centre, at=AT, matter=matter, rung=3, reason="试点")
    event = case_from_rows(row).events[-1]
    assert (event.matter, event.kind, event.rung) == ("M3a", "mandate", 3)
    assert str(event.date) == "2026-11-23"
    assert event.text.zh
    assert event.text.en


def test_a_case_twice_is_refused_with_the_remedy():
    import_case(load_case("tingqiaohe"), at=AT)
    with pytest.raises(CaseRefused, match=r"case\.toml"):
        import_case(load_case("tingqiaohe"), at=AT)


def test_units_the_room_knows_are_shared_and_a_clash_writes_nothing():
    import_case(load_case("tingqiaohe"), at=AT)
    other = load_case("tingqiaohe")
    import_case(replace(other, id="again"), at=AT)
    assert Unit.objects.filter(code="anting").count() == 1
    renamed = replace(other.governments[0], name=Text("中央", "Centre"))
    clashing = replace(other, id="third", governments=(renamed, *other.governments[1:]))
    with pytest.raises(CaseRefused, match="guowuyuan"):
        import_case(clashing, at=AT)
    assert not Case.objects.filter(code="third").exists()


def test_a_name_too_long_for_its_column_is_refused_in_words():
    case = load_case("tingqiaohe")
    matter = replace(case.matters[0], name=Text("长" * 201, ""))
    with pytest.raises(CaseRefused, match="200"):
        import_case(replace(case, matters=(matter, *case.matters[1:])), at=AT)
    assert not RecordEvent.objects.exists()
    assert not Mandate.objects.exists()
