"""A workbook before it is parsed: a small zip archive without macros or DTDs.

A workbook is zipped XML from strangers. Everything is measured by streaming it
once, 64 KB at a time, so that no archive can fill the memory.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings

LARGEST_FILE = 32 * 2**20  # bytes as stored; 10^5 events take some 5 MB
LARGEST_UNPACKED = 128 * 2**20  # bytes in all; 10^5 events take some 50 MB
MOST_PARTS = 2_000
_HIGHEST_RATIO = 200  # of a large part; sheets of text and numbers stay below 50
_LARGE_PART = 16 * 2**20  # bytes; smaller parts may well repeat themselves
_LARGEST_DIRECTORY = 2**20  # bytes of the list of parts; zipfile holds all of it
_CHUNK = 2**16

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, or an encrypted .xlsx
_END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)  # end record: directory size
_ZIP64 = b"PK\x06\x07"
_DTD = re.compile(
    b"|".join(
        re.escape(mark.encode(code))
        for mark in ("<!DOCTYPE", "<!ENTITY")
        for code in ("ascii", "utf-16-le", "utf-16-be")
    )
)
_LONGEST_MARK = 128  # bytes kept between chunks, so that no mark is cut in two


class _RefusedError(Exception):
    """An archive that will not be parsed."""

    def __init__(self, rule: Text, remedy: Text) -> None:
        super().__init__(rule.en)
        self.rule, self.remedy = rule, remedy


def is_safe(path: Path, found: Findings) -> bool:
    """Whether the workbook may be parsed; the reason why not goes to `found`."""
    try:
        _check_stored(path)
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive.infolist())
            _check_unpacked(archive)
    except _RefusedError as refused:
        found.file_fault(path.name, refused.rule, refused.remedy)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        found.file_fault(path.name, *_DAMAGED)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        rule = Text(f"无法读取（{reason}）", f"cannot be read ({reason})")
        found.file_fault(path.name, rule, _SAVE_ANEW)
    else:
        return True
    return False


def _check_stored(path: Path) -> None:
    """Look at the file's two ends, before zipfile reads the list of parts."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise _RefusedError(*_TOO_LARGE)
    data = path.read_bytes()
    if data.startswith(_OLD_EXCEL):
        raise _RefusedError(*_OLD_OR_LOCKED)
    if not data.startswith(b"PK"):
        raise _RefusedError(*_NOT_A_WORKBOOK)
    tail = data[-(2**16 + 22) :]
    directories = [struct.unpack("<L", end)[0] for end in _END.findall(tail)]
    if _ZIP64 in tail or max(directories, default=0) > _LARGEST_DIRECTORY:
        raise _RefusedError(*_TOO_MANY_PARTS)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Judge what the archive says of itself."""
    if len(parts) > MOST_PARTS:
        raise _RefusedError(*_TOO_MANY_PARTS)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise _RefusedError(*_HAS_MACROS)
    if any(part.flag_bits & 1 for part in parts):
        raise _RefusedError(*_OLD_OR_LOCKED)
    if any(part.compress_type not in _COMPRESSIONS for part in parts):
        raise _RefusedError(*_DAMAGED)
    ratios = [
        part.file_size / max(part.compress_size, 1)
        for part in parts
        if part.file_size > _LARGE_PART
    ]
    is_bomb = max(ratios, default=0.0) > _HIGHEST_RATIO
    if is_bomb or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _RefusedError(*_UNPACKS_TOO_LARGE)


# Those of the workbook standard; others may unpack a small chunk to a huge one.
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def _check_unpacked(archive: zipfile.ZipFile) -> None:
    """Unpack everything once, keeping nothing: no part larger than stated, no DTD.

    zipfile reads no more of a part than its stated size, and raises BadZipFile
    where that is not all of it.
    """
    for part in archive.infolist():
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        for window in windows(archive, part.filename):
            if is_xml and _DTD.search(window):
                raise _RefusedError(*_HAS_DTD)


def windows(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Unpack a part in windows that overlap, so that a search misses no mark."""
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield kept + chunk
            kept = chunk[-_LONGEST_MARK:]


_SAVE_ANEW = Text(
    "用 Excel 或 WPS 打开后另存为 .xlsx", "open it and save it as .xlsx again"
)
_DAMAGED = (
    Text("工作簿已损坏", "the workbook is damaged"),
    _SAVE_ANEW,
)
_NOT_A_WORKBOOK = (
    Text("不是 .xlsx 工作簿", "this is not an .xlsx workbook"),
    Text("给出案例文件夹或 .xlsx 文件", "name a case folder or an .xlsx file"),
)
_OLD_OR_LOCKED = (
    Text("是旧式 .xls，或设了密码", "it is an old .xls, or locked with a password"),
    Text("去掉密码，另存为 .xlsx", "remove the password and save it as .xlsx"),
)
_HAS_MACROS = (
    Text("工作簿含宏", "the workbook holds macros"),
    Text("另存为不含宏的 .xlsx", "save it as .xlsx without macros"),
)
_HAS_DTD = (
    Text("工作簿的 XML 含 DTD 或实体定义", "its XML defines a DTD or entities"),
    _SAVE_ANEW,
)
_TOO_LARGE = (
    Text("工作簿超过 32 MB", "the workbook is larger than 32 MB"),
    Text("删去图片等无关内容，或改用文件夹", "remove pictures, or use a case folder"),
)
_TOO_MANY_PARTS = (
    Text(
        f"工作簿的部件超过 {MOST_PARTS} 个", f"the workbook has over {MOST_PARTS} parts"
    ),
    _SAVE_ANEW,
)
_UNPACKS_TOO_LARGE = (
    Text(
        "工作簿解压后过大（上限 128 MB），未予解析",
        "the workbook unpacks to too much (limit 128 MB) and was not parsed",
    ),
    Text(
        "只保留案例的各工作表，或改用文件夹", "keep the case's sheets, or use a folder"
    ),
)
