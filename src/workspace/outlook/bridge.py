"""A case in and out of the room by its name or path: what the command line calls."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tingqiao.case.load import load_case
from tingqiao.case.save import save_case, save_workbook
from workspace.accounts.models import Person
from workspace.matters.models.case import Case
from workspace.outlook.case_in import import_case
from workspace.outlook.case_out import case_from_rows


def bring_in(source: str | Path, *, at: datetime, by: Person | None = None) -> Case:
    """Load a case (a built-in name, a folder or a workbook) into the room.

    Raises
    ------
    tingqiao.case.faults.CaseError
        When the files break the case format.
    CaseRefused
        When the case does not fit this room.
    """
    return import_case(load_case(source), at=at, by=by)


def take_out(code: str, target: Path) -> Path:
    """Save a case of the room as a folder, or as a workbook where the name ends in .xlsx.

    Raises
    ------
    Case.DoesNotExist
        When the room has no case of that code.
    """
    case = case_from_rows(Case.objects.get(code=code))
    save = save_workbook if target.suffix == ".xlsx" else save_case
    return save(case, target)
