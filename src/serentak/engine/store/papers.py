"""A paper as PDF and as an editable document, the same bytes for the same paper."""

import io
import json
import zipfile
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Literal

import typst
from docx import Document
from docx.document import Document as Sheet
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from serentak.engine.papers import Cell, Grid, Paper, Section

LAYOUT = Path(str(resources.files("serentak"))) / "papers" / "paper.typ"
FONTS = Path(str(resources.files("fontpkg_arimo"))) / "files"
STANDARD: Literal["a-2a"] = "a-2a"  # PDF/A-2a: archived, tagged, its fonts inside
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can carry
A4 = (210, 297)  # millimetres
MARGIN = 18
TEXT_WIDTH = A4[0] - 2 * MARGIN


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-2a. It carries no moment of making, so equal papers are equal bytes."""
    said = asdict(paper) | {"day": paper.day.timetuple()[:3]}
    for grid in (section["grid"] for section in said["sections"] if section["grid"]):
        grid["rows"] = [[_text(cell) for cell in row] for row in grid["rows"]]
        grid["numbers"] = sorted(grid["numbers"])
    made = typst.compile(
        LAYOUT,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(said)},
        pdf_standards=[STANDARD],
    )
    return bytes(made)


def _text(cell: Cell) -> str:
    """Whole numbers with a point at each thousand, as Indonesian papers write them."""
    return f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell


def docx(paper: Paper) -> bytes:
    """The paper for a word processor."""
    sheet = Document()
    _page(sheet, paper)
    sheet.add_paragraph(paper.kicker).runs[0].font.size = Pt(8.5)
    sheet.add_heading(paper.title, level=1)
    facts = "    ".join(f"{name}: {value}" for name, value in paper.facts)
    if facts:
        sheet.add_paragraph(facts)
    for section in paper.sections:
        _section(sheet, section, TEXT_WIDTH if not paper.landscape else A4[1] - 2 * MARGIN)
    out = io.BytesIO()
    sheet.save(out)
    return _timeless(out)


def _page(sheet: Sheet, paper: Paper) -> None:
    normal = sheet.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9.5)
    normal.paragraph_format.space_after = Pt(4)
    for level in (1, 2):
        style = sheet.styles[f"Heading {level}"]
        style.font.name = "Arial"
        style.font.color.rgb = None
    page = sheet.sections[0]
    wide, high = A4[::-1] if paper.landscape else A4
    page.page_width, page.page_height = Mm(wide), Mm(high)
    page.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin = page.bottom_margin = Mm(MARGIN - 2)
    foot = page.footer.paragraphs[0]
    foot.text = paper.foot
    foot.runs[0].font.size = Pt(7.5)
    sheet.core_properties.title = paper.title
    sheet.core_properties.author = "Serentak"


def _section(sheet: Sheet, section: Section, width: int) -> None:
    sheet.add_heading(section.title, level=2)
    for sentence in section.sentences:
        sheet.add_paragraph(sentence)
    if section.grid is not None:
        _grid(sheet, section.grid, width)


def _grid(sheet: Sheet, grid: Grid, width: int) -> None:
    table: Table = sheet.add_table(rows=1 + len(grid.rows), cols=len(grid.heads))
    table.style = "Light List"
    table.autofit = False
    share = width / sum(grid.widths)
    for n, row in enumerate((grid.heads, *grid.rows)):
        for column, cell in enumerate(row):
            shown = table.rows[n].cells[column]
            shown.width = Mm(grid.widths[column] * share)
            _fill(shown, _text(cell), right=column in grid.numbers)
            if n == 0 or (grid.sums and n == len(grid.rows)):
                shown.paragraphs[0].runs[0].bold = True


def _fill(cell: _Cell, text: str, *, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(text).font.size = Pt(8.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _timeless(made: io.BytesIO) -> bytes:
    """The same archive with every entry at one moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
