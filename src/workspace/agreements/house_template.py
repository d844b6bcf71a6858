"""The house template of agreements, built from here: `python -m workspace.agreements.house_template`.

The Word file it makes is shipped beside it; a test holds the two to each other.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

FILE = Path(__file__).with_name("house.docx")
SERIF, BODY = "宋体", "仿宋"
TITLE_SIZE, BODY_SIZE, NOTE_SIZE = Pt(22), Pt(16), Pt(9)  # 二号, 三号, 小五
MARGINS = {"top": 3.7, "bottom": 3.5, "left": 2.8, "right": 2.6}  # cm, as GB/T 9704


def build() -> Document:
    """The template: title, parties, text, a line a party for seal and date, fingerprint."""
    page = Document()
    _set_page(page)
    _line(
        page.add_paragraph(), "{{ title }}", SERIF, TITLE_SIZE, centred=True, bold=True
    )
    _line(page.add_paragraph(), "{{ subtitle }}", BODY, BODY_SIZE, centred=True)
    _each(
        page, "party in parties", "{{ party.label }}：{{ party.name }}", indented=False
    )
    _each(page, "line in body", "{{ line }}", indented=True)
    _signing_table(page)
    foot = page.sections[0].footer.paragraphs[0]
    _line(foot, "{{ foot }}", SERIF, NOTE_SIZE, centred=True)
    return page


def _set_page(page: Document) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Cm(width))


def _each(page: Document, loop: str, text: str, *, indented: bool) -> None:
    page.add_paragraph("{%p for " + loop + " %}")
    line = page.add_paragraph()
    _line(line, text, BODY, BODY_SIZE)
    if indented:
        line.paragraph_format.first_line_indent = 2 * BODY_SIZE
    page.add_paragraph("{%p endfor %}")


def _signing_table(page: Document) -> None:
    page.add_paragraph()
    table = page.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    heads = ("{{ head.party }}", "{{ head.seal }}", "{{ head.date }}")
    _row(table.rows[0], heads)
    table.rows[1].cells[0].text = "{%tr for party in parties %}"
    _row(table.rows[2], ("{{ party.name }}", "", "{{ party.date }}"))
    table.rows[2].height = Cm(3.2)  # room for a round seal of 4 cm to lean over
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _row(row, texts) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        _line(cell.paragraphs[0], text, BODY, Pt(14))


def _line(
    paragraph: Paragraph, text: str, font: str, size: Pt, *, centred=False, bold=False
) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = font, size, bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


if __name__ == "__main__":
    build().save(FILE)
