"""A case workbook (.xlsx) as tables of text: one sheet a table."""

from __future__ import annotations

from pathlib import Path

from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings
from tingqiao.case.raw import RawCase


def read_workbook(path: Path, found: Findings) -> RawCase | None:
    """Read every sheet of the format that the workbook has."""
    found.file_fault(
        path.name,
        Text("暂不支持工作簿", "workbooks are not read yet"),
        Text("用文件夹", "use a folder"),
    )
    return None
