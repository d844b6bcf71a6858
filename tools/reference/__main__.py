"""Write every generated reference page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tingqiao.case.format_page import format_page
from tools.reference.api import api_page
from tools.reference.commands import commands_page
from tools.reference.parameters import parameters_page
from tools.reference.results import results_page

PAGES: dict[str, Callable[[], str]] = {
    "case-format.md": format_page,
    "parameters.md": parameters_page,
    "commands.md": commands_page,
    "api.md": api_page,
    "results.md": results_page,
}
FOLDER = Path(__file__).parents[2] / "docs" / "reference"


def write_pages(folder: Path) -> None:
    """Write every page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
