"""A case folder as tables of text: UTF-8 CSV files, case.toml, notes.md."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tingqiao.case import toml_settings
from tingqiao.case.columns import TableFormat
from tingqiao.case.csv_table import read_csv
from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings
from tingqiao.case.formats import LADDER, SETTINGS, TABLES
from tingqiao.case.plain_text import read_text
from tingqiao.case.raw import RawCase, tidy_notes

_NOTES = "notes.md"


def read_folder(folder: Path, found: Findings) -> RawCase:
    """Read every file of the format that the folder has."""
    raw = RawCase(toml_settings.FILE, ".csv")
    path = folder / toml_settings.FILE
    if path.exists():
        text = read_text(path, found)
        if text is None:
            raw.unreadable.update((SETTINGS.name, LADDER.name))
        else:
            toml_settings.read_toml(text, raw, found)
    for format_ in TABLES:
        _read_table(folder / f"{format_.name}.csv", format_, raw, found)
    _notice_strangers(folder, found)
    if (folder / _NOTES).exists():
        notes = read_text(folder / _NOTES, found) or ""
        return replace(raw, notes=tidy_notes(notes))
    return raw


def _read_table(
    path: Path, format_: TableFormat, raw: RawCase, found: Findings
) -> None:
    if path.exists():
        text = read_text(path, found)
        table = None if text is None else read_csv(format_, path.name, text, found)
        raw.keep(format_, table)


def _notice_strangers(folder: Path, found: Findings) -> None:
    """Say which tables are not read: a misspelt name would else pass in silence."""
    known = {f"{format_.name}.csv" for format_ in TABLES} | {toml_settings.FILE}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in {".csv", ".toml", ".xlsx"} and path.name not in known:
            found.notice(path.name, Text("未读取这个文件", "this file is not read"))
