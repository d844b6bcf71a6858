"""A file as text: UTF-8, plain line ends, nothing unprintable."""

from __future__ import annotations

from pathlib import Path

from tingqiao.case.cells import unprintable
from tingqiao.case.entities import Text
from tingqiao.case.faults import Findings

LARGEST_FILE = 128 * 2**20  # bytes; some 300,000 events, far beyond any record


def read_text(path: Path, found: Findings) -> str | None:
    """Read the text of a file, lines ending in a line feed; None if it cannot be."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            found.file_fault(path.name, *_TOO_LARGE)
            return None
        data = path.read_bytes()
    except OSError as error:
        found.file_fault(path.name, *_unreadable(error))
        return None
    text = _decode(data, path.name, found)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _is_printable(text, path.name, found) else None


def _decode(data: bytes, file: str, found: Findings) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found.file_fault(file, *_not_utf8("UTF-16"), 1)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found.file_fault(file, *_not_utf8(_guess_encoding(data)), line)
        return None


def _guess_encoding(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"


def _not_utf8(encoding: str) -> tuple[Text, Text]:
    is_named = bool(encoding)
    return (
        Text(
            f"文件是 {encoding} 编码，应为 UTF-8"
            if is_named
            else "文件不是 UTF-8 编码",
            f"the file is {encoding}, not UTF-8"
            if is_named
            else "the file is not UTF-8",
        ),
        Text(
            "另存为 UTF-8（Excel：CSV UTF-8）", "save it as UTF-8 (in Excel: CSV UTF-8)"
        ),
    )


def _is_printable(text: str, file: str, found: Findings) -> bool:
    if unprintable(text) is None:
        return True
    for number, line in enumerate(text.split("\n"), 1):
        match = unprintable(line)
        if match:
            code = f"U+{ord(match[0]):04X}"
            rule = Text(
                f"含不可见的控制字符 {code}", f"holds the control character {code}"
            )
            found.file_fault(file, rule, _RETYPE, number)
    return False


_RETYPE = Text(
    "删去该字符；文件可能已损坏，可从原件重新导出",
    "delete it; the file may be damaged, so export it again from the original",
)
_TOO_LARGE = (
    Text("文件超过 128 MB", "the file is larger than 128 MB"),
    Text("拆分或精简", "cut it down"),
)


def _unreadable(error: OSError) -> tuple[Text, Text]:
    reason = error.strerror or type(error).__name__
    return (
        Text(f"无法读取（{reason}）", f"cannot be read ({reason})"),
        Text("应是可读的普通文件，检查权限", "make it a plain file you may read"),
    )
