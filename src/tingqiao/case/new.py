"""A small case to start from: three made-up towns of two provinces."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tingqiao.case.save import place_folder


def new_case(folder: str | Path) -> Path:
    """Write the starter case as a new folder and return its path.

    The folder is complete and loads as it is; its notes say how to make it one's own.

    Raises
    ------
    CaseError
        If the folder is there and not empty, or cannot be written.
    """
    starter = files("tingqiao.case") / "starter"
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in starter.iterdir()
        if file.is_file()
    }
    return place_folder(Path(folder), texts)
