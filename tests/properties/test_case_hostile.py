"""Whatever is done to the bytes of a case, a user sees faults, never a traceback."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tingqiao.case.faults import CaseError
from tingqiao.case.load import load_case
from tingqiao.case.new import new_case
from tingqiao.case.save import save_workbook

_FILES = ("case.toml", "governments.csv", "matters.csv", "shares.csv", "events.csv")
_BITS = st.sampled_from(
    [
        b"",
        b",",
        b";",
        b'"',
        b"\n",
        b"..",
        b"-",
        b"9",
        b"\x00",
        b"\xff",
        "；".encode(),
        b"[[",
        b"=",
        b"nan",
    ]
)


def load_or_faults(source: Path) -> None:
    """Load, or be told; every fault must read in both languages."""
    told = ()
    try:
        load_case(source)
    except CaseError as error:
        told = error.faults
    assert all(fault.describe("zh") != fault.describe("en") for fault in told)


@settings(max_examples=150, deadline=None)
@given(
    file=st.sampled_from(_FILES),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 9), _BITS), min_size=1, max_size=4
    ),
)
def test_a_spoilt_folder_loads_or_lists_faults(file, edits):
    with tempfile.TemporaryDirectory() as place:
        path = new_case(Path(place) / "case") / file
        data = path.read_bytes()
        for where, removed, added in edits:
            start = int(where * len(data))
            data = data[:start] + added + data[start + removed :]
        path.write_bytes(data)
        load_or_faults(path.parent)


@settings(max_examples=60, deadline=None)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4
    )
)
def test_a_spoilt_workbook_loads_or_lists_faults(edits):
    with tempfile.TemporaryDirectory() as place:
        case = load_case(new_case(Path(place) / "case"))
        path = save_workbook(case, Path(place) / "case.xlsx")
        data = path.read_bytes()
        for where, added in edits:
            start = int(where * len(data))
            data = data[:start] + added + data[start + len(added) :]
        path.write_bytes(data)
        load_or_faults(path)
