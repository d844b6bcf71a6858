"""The years' holiday tables that came with this version, and a reader for new ones."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from workspace.accounts.models import Person
from workspace.units.models import HolidayYear
from workspace.units.services import set_holidays

TABLES = Path(__file__).parent / "holidays"


def read_table(path: Path, *, at: datetime, by: Person | None = None) -> HolidayYear:
    """Enter the year that `path` is named by: `off` and `worked` days, and the `source`.

    Raises
    ------
    ValueError
        When the file is no such table, or a day lies in another year.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        year = int(path.stem)
        days = dict.fromkeys(table["off"], False) | dict.fromkeys(table["worked"], True)
        source = table["source"]
    except (KeyError, ValueError) as fault:
        raise ValueError(
            f"{path}: 要有 source、off、worked 三项，文件名是年份 / "
            f"needs source, off and worked, and the year as its name ({fault})"
        ) from fault
    strays = sorted(str(day) for day in days if day.year != year)
    if strays:
        raise ValueError(f"{path}: 不在 {year} 年 / not in {year}: {', '.join(strays)}")
    return set_holidays(by=by, at=at, year=year, days=days, source=source)


def enter_known_years(at: datetime) -> list[int]:
    """Enter the tables that came with this version and are not entered yet."""
    known = set(HolidayYear.objects.values_list("year", flat=True))
    new = [
        path for path in sorted(TABLES.glob("*.toml")) if int(path.stem) not in known
    ]
    return [read_table(path, at=at).year for path in new]
