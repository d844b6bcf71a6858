"""Load a case: the only reader of case files.

A case is named by a built-in id, a folder, or a workbook. Whatever is wrong with
it is told at once, in one `CaseError`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tingqiao.case.check import check
from tingqiao.case.draft import Draft, draft_of
from tingqiao.case.entities import Case, Language, Range, Share, Text
from tingqiao.case.faults import CaseError, Fault, Findings, Notice
from tingqiao.case.folder import read_folder
from tingqiao.case.formats import GOVERNMENTS, MATTERS, SETTINGS
from tingqiao.case.raw import RawCase
from tingqiao.case.settings import Settings, read_settings
from tingqiao.case.workbook import read_workbook

_PACKAGE = Path(__file__).parents[1]


def load_case(
    source: str | Path,
    *,
    parameter_ranges: Mapping[str, Range] | None = None,
    language: Language = "zh",
) -> Case:
    """The case named by a built-in id, a folder, or an .xlsx workbook.

    Parameters
    ----------
    source
        One of `builtin_cases()`, or a path.
    parameter_ranges
        The range of every model parameter by name, to judge the case's overrides;
        without it they are taken as they are.
    language
        The language of the error's text.

    Raises
    ------
    CaseError
        If the case breaks the format; it lists every fault.
    """
    case, _ = read_case(source, parameter_ranges=parameter_ranges, language=language)
    return case


def read_case(
    source: str | Path,
    *,
    parameter_ranges: Mapping[str, Range] | None = None,
    language: Language = "zh",
) -> tuple[Case, tuple[Notice, ...]]:
    """As `load_case`, with the notices: what loads but should be known."""
    found = Findings()
    raw = _read_raw(source, found)
    case = None if raw is None else _assemble(raw, parameter_ranges, found)
    if case is None or found.faults:
        raise CaseError(found.faults, language)
    return case, found.notices


def builtin_cases() -> tuple[str, ...]:
    """The ids of the cases that come with Tingqiao."""
    folder = _builtin_folder()
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.parent.name for path in folder.glob("*/case.toml")))


def _builtin_folder() -> Path:
    """`cases` beside the code when installed, at the top in a checkout."""
    installed = _PACKAGE / "cases"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "cases"


def _read_raw(source: str | Path, found: Findings) -> RawCase | None:
    if isinstance(source, str) and source in builtin_cases():
        return read_folder(_builtin_folder() / source, found)
    path = Path(source)
    try:
        if path.is_dir():
            return read_folder(path, found)
        if path.is_file():
            return read_workbook(path, found)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        rule = Text(f"无法读取（{reason}）", f"cannot be read ({reason})")
        found.file_fault(str(source), rule, _CHECK_PATH)
        return None
    found.file_fault(str(source), _NOT_THERE, _where_to_look(str(source)))
    return None


_NOT_THERE = Text(
    "没有这个内置案例、文件夹或工作簿", "no such built-in case, folder or workbook"
)
_CHECK_PATH = Text("检查路径与权限", "check the path and its permissions")


def _where_to_look(source: str) -> Text:
    names = builtin_cases()
    near = difflib.get_close_matches(source, names, 1)
    listed = near[0] if near else ", ".join(names)
    return Text(
        f"检查路径；内置案例有：{listed}", f"check the path; built-in cases: {listed}"
    )


def _assemble(
    raw: RawCase, ranges: Mapping[str, Range] | None, found: Findings
) -> Case | None:
    """The case of the tables; None where its settings could not be read."""
    _check_complete(raw, found)
    settings = None
    if raw.settings is not None:
        settings = read_settings(raw.settings, ranges, found)
    draft = draft_of(raw, found)
    check(draft, found)
    return None if settings is None else _case(settings, draft, raw.notes)


def _complete_shares(draft: Draft) -> tuple[Share, ...]:
    """The shares, with 0 for parties left out where others of the matter have one."""
    shares = tuple(entity for _, entity in draft.shares)
    given = {(share.matter, share.government) for share in shares}
    shared = {share.matter for share in shares}
    rest = tuple(
        Share(matter.id, party, Range(0.0, 0.0))
        for _, matter in draft.matters
        if matter.id in shared
        for party in matter.parties
        if (matter.id, party) not in given
    )
    return shares + rest


def _check_complete(raw: RawCase, found: Findings) -> None:
    """Required tables must be there, and not be empty."""
    if raw.settings is None and SETTINGS.name not in raw.unreadable:
        found.fault(_absent(raw.file))
    for name in (GOVERNMENTS.name, MATTERS.name):
        table = raw.tables.get(name)
        if table is None and name not in raw.unreadable:
            found.fault(_absent(name + raw.suffix))
        elif table is not None and not table.lines:
            found.file_fault(table.file, *_EMPTY)


def _absent(file: str) -> Fault:
    rule = Text("缺少必需的表", "a required table is missing")
    remedy = Text(f"加上 {file}", f"add {file}")
    return Fault(file, None, None, None, None, rule, remedy)


_EMPTY = (
    Text("除列名外没有内容", "there is nothing below the header"),
    Text("至少写一行", "write at least one row"),
)


def _case(settings: Settings, draft: Draft, notes: str) -> Case:
    return Case(
        id=settings.id,
        name=settings.name,
        summary=settings.summary,
        unit=settings.unit,
        start=settings.start,
        months=settings.months,
        ladder=draft.ladder or (),
        governments=tuple(entity for _, entity in draft.governments),
        matters=tuple(entity for _, entity in draft.matters),
        shares=_complete_shares(draft),
        ties=tuple(entity for _, entity in draft.ties),
        events=tuple(entity for _, entity in draft.events),
        outcomes=tuple(entity for _, entity in draft.outcomes),
        sources=tuple(entity for _, entity in draft.sources),
        parameters=MappingProxyType(settings.parameters),
        notes=notes,
    )
