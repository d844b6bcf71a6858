"""An agreement as a Word file, from the house template.

What people wrote goes in as text only: the template alone is read as a template,
in a sandbox, and every mark of XML in a name or a line is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from workspace.agreements.fingerprints import in_groups
from workspace.agreements.house_template import FILE
from workspace.consent.models import TextVersion
from workspace.units.models import Unit

NUMERALS = "甲乙丙丁戊己庚辛壬癸"
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = {"party": "单位", "seal": "签章", "date": "日期"}


def word_of(text: TextVersion, units: Sequence[Unit], number: int) -> bytes:
    """The Word file of an agreed text, for the seals of `units` in that order."""
    page = DocxTemplate(FILE)
    environment = SandboxedEnvironment(autoescape=True)
    page.render(_context(text, units, number), jinja_env=environment, autoescape=True)
    made = BytesIO()
    page.save(made)
    return made.getvalue()


def _context(text: TextVersion, units: Sequence[Unit], number: int):
    matter = text.proposal.matter
    rung = matter.case.rung_name(text.proposal.rung)
    algorithm, head = text.algorithm.upper(), in_groups(text.fingerprint)
    return {
        "title": _plain(text.title),
        "subtitle": _plain(f"{matter.name.zh} · {rung.zh}"),
        "parties": [
            {"label": _label(i), "name": _plain(unit.name.zh), "date": "　年　月　日"}
            for i, unit in enumerate(units)
        ],
        "body": [_plain(line) for line in text.body.splitlines() if line.strip()],
        "head": HEAD,
        "foot": f"第 {number} 版 · 文本指纹 {algorithm} {head} · 只对本版文本有效",
    }


def _label(i: int) -> str:
    return f"{NUMERALS[i]}方" if i < len(NUMERALS) else f"第 {i + 1} 方"


def _plain(text: str) -> str:
    return NOT_IN_XML.sub("", text).replace("\t", " ").replace("\n", " ")
