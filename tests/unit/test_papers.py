"""A paper is the same bytes each time, says all it was given, and reads nothing as a command."""

import io
from dataclasses import replace
from datetime import date

from docx import Document
from pypdf import PdfReader

from serentak.engine.papers import Grid, Paper, Section
from serentak.engine.store import papers

GRID = Grid(
    heads=("Daerah", "Perlu"),
    rows=(("Konawe", 1234), ("Jumlah", 1234)),
    widths=(3, 1),
    numbers=frozenset({1}),
    sums=True,
)
PAPER = Paper(
    language="id",
    day=date(2024, 11, 21),
    kicker="Pilkada 2024",
    title="Konawe paling jauh dari siap",
    facts=(("Sisa", "6 hari"),),
    sections=(
        Section(title="Personel", sentences=("Kurang 10.",), grid=GRID),
        Section(title="Lain", sentences=("#panic() *tebal* $x$ <b> =A1",)),
    ),
    foot="Dihitung dari laporan",
)


def text(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_the_same_paper_is_the_same_bytes() -> None:
    assert papers.pdf(PAPER) == papers.pdf(PAPER)
    assert papers.docx(PAPER) == papers.docx(PAPER)
    assert papers.pdf(PAPER) != papers.pdf(replace(PAPER, kicker="Pemilu 2024"))


def test_the_pdf_says_all_it_was_given_on_one_archived_page() -> None:
    made = papers.pdf(PAPER)
    said = text(made)
    assert len(PdfReader(io.BytesIO(made)).pages) == 1
    for word in ("Pilkada 2024", "Konawe paling jauh", "6 hari", "Kurang 10.", "1.234", "laporan"):
        assert word in said
    assert b"pdfaid:part" in made


def test_the_document_for_word_processors_says_the_same() -> None:
    sheet = Document(io.BytesIO(papers.docx(PAPER)))
    said = [one.text for one in sheet.paragraphs]
    assert "Konawe paling jauh dari siap" in said
    assert "Sisa: 6 hari" in said
    cells = [[cell.text for cell in row.cells] for row in sheet.tables[0].rows]
    assert cells == [["Daerah", "Perlu"], ["Konawe", "1.234"], ["Jumlah", "1.234"]]


def test_what_looks_like_a_command_is_text() -> None:
    assert "#panic() *tebal* $x$ <b> =A1" in text(papers.pdf(PAPER))


def test_a_wide_paper_lies_on_its_side() -> None:
    bare = replace(PAPER, landscape=True, facts=())
    page = PdfReader(io.BytesIO(papers.pdf(bare))).pages[0].mediabox
    assert page.width > page.height
    sheet = Document(io.BytesIO(papers.docx(bare))).sections[0]
    assert sheet.page_width is not None
    assert sheet.page_height is not None
    assert sheet.page_width > sheet.page_height
