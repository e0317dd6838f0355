"""What a person wants to get done, from the matrix to a cell that changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n%%EOF\n"
PASSWORD = "meja-kesiapan-2024"  # noqa: S105  printed by the demo itself


def sign_in(page: Page, email: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("form").filter(has=page.get_by_label("Surel")).get_by_role("button").click()
    expect(page.locator(".account")).not_to_have_text("Masuk")


def test_a_visitor_opens_a_cell_down_to_the_counted_days(page: Page) -> None:
    page.goto("/")
    page.locator("table.mx td a").first.click()
    expect(page).to_have_url(re.compile(r"/rincian/74\.\d\d/\w+/"))
    expect(page.locator("#rincian h2")).to_be_focused()

    page.goto("/rincian/74.02/budget/")
    page.locator("#rincian summary").click()
    page.get_by_role("link", name="Cairkan sisa 60 persen hibah KPU").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cairkan sisa 60 persen hibah KPU")
    expect(page.locator("#hitung")).to_contain_text("27 Jun")
    expect(page.locator("#hitung")).to_contain_text("Ps 16(4)")


def test_a_regency_reports_and_its_cell_changes_once_accepted(
    page: Page, tmp_path: Path, shot: Callable[[Page, str], Path]
) -> None:
    sign_in(page, "pelapor@konkep.test")
    report(page, tmp_path, PAPER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("tercatat")
    shot(page, "tanda-terima")
    page.get_by_role("link", name="Buka kewajiban").click()
    expect(page.locator(".ledger")).to_contain_text("menunggu pemeriksa")
    duty, cell = page.url, page.locator(".kicker a").first.get_attribute("href") or "/"
    page.goto(cell)
    before = _proven(page)
    page.context.clear_cookies()

    sign_in(page, "koordinator@sultra.test")
    page.goto(duty)
    page.locator(".ledger").get_by_role("link", name=re.compile("^Periksa")).first.click()
    page.locator("#terima").check()
    page.get_by_role("button", name="Simpan putusan").click()

    expect(page.locator(".ledger")).to_contain_text("diterima")
    expect(page.locator(".lede")).to_contain_text("Sudah terbukti")
    page.goto(cell)
    assert _proven(page) == before + 1


def report(page: Page, folder: Path, content: bytes) -> None:
    """Fill in and send the first report that is waiting."""
    proof = folder / "surat.pdf"
    proof.write_bytes(content)
    page.goto("/tugas/")
    page.get_by_role("link", name="Laporkan bukti").first.click()
    page.get_by_label("Apa buktinya").fill("Surat Keputusan 12/2024")
    page.get_by_label("Tanggal kejadian atau dokumen").fill("2024-09-20")
    page.get_by_label("Berkas", exact=True).set_input_files(proof)
    if page.get_by_label("Dari kebutuhan").is_visible():  # a measured duty asks for its number
        page.get_by_label("Terpenuhi").fill("10")
        page.get_by_label("Dari kebutuhan").fill("10")
    page.get_by_label("Isi laporan ini sesuai").check()
    page.get_by_role("button", name="Kirim bukti").click()


def _proven(page: Page) -> int:
    """How many of a cell's duties are proven, late or not yet due alike."""
    return page.locator("#rincian .checks li.done").count()


def test_a_wrong_file_gets_a_sentence_and_keeps_what_was_typed(page: Page, tmp_path: Path) -> None:
    sign_in(page, "pelapor@konkep.test")
    report(page, tmp_path, b"MZ\x90\x00 not a document")

    expect(page.locator(".errsum")).to_contain_text("bukan PDF")
    expect(page.get_by_label("Apa buktinya")).to_have_value("Surat Keputusan 12/2024")
    expect(page).to_have_title(re.compile("^Galat"))


def test_an_officer_answers_a_pair_and_finds_it_among_the_answered(page: Page) -> None:
    sign_in(page, "petugas@kpu-sultra.test")
    page.goto("/data-pemilih/2/")
    page.get_by_role("link", name="Periksa pasangan ganda").click()
    expect(page.locator(".nik").first).to_have_text(re.compile(r"^7412•{8}\d{4}$"))

    first = page.locator("article.pair").first
    key = first.get_attribute("id")
    first.get_by_label("Dasar jawaban").fill("Kembar menurut akta kelahiran")
    first.get_by_role("button", name="Orang berbeda").click()

    expect(page.locator(".notice")).to_contain_text("Orang berbeda")
    expect(page.locator(f"[id='{key}']")).to_have_count(0)
    page.get_by_role("link", name="Sudah dijawab").click()
    expect(page.locator(f"[id='{key}']")).to_contain_text("Kembar menurut akta kelahiran")


def test_an_officer_starts_a_run_and_watches_it_end(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "bukan-register.csv"
    file.write_text("warna;ukuran\nbiru;besar\n")
    sign_in(page, "petugas@kpu-sultra.test")
    page.goto("/data-pemilih/mulai/")
    page.get_by_label("Berkas register").set_input_files(file)
    page.get_by_role("button", name="Mulai putaran").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Putaran tidak dapat diselesaikan", timeout=60_000
    )
    expect(page.locator(".notice.error")).to_be_visible()


def test_the_matrix_is_walked_with_arrow_keys(page: Page) -> None:
    page.goto("/")
    page.locator("table.mx td a[tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")

    focused = page.evaluate("document.activeElement.closest('td').cellIndex")
    assert focused == 2
    page.keyboard.press("Enter")
    expect(page.locator("#rincian h2")).to_be_focused()


def test_the_way_works_without_scripts(browser: Browser, desk: str) -> None:
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("table.mx td a").nth(8).click()

    expect(page.locator("table.mx")).to_be_visible()
    expect(page.locator("#rincian h2")).to_be_visible()
    context.close()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_matrix_prints_on_one_sheet_of_a4_landscape(page: Page, language: str) -> None:
    page.goto(f"/bahasa/{language}/?kembali=/")
    # Room to spare: a title of two lines must not push the last line off the sheet.
    page.evaluate("document.querySelector('h1').append(' ' + 'Konawe Kepulauan, '.repeat(6))")

    sheets = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    width, height = (
        float(x) for x in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheets)[0]
    )
    assert width > height


def test_the_past_is_replayed_as_it_stood(page: Page) -> None:
    page.goto("/?at=2024-06-01")

    expect(page.locator(".moment")).to_contain_text("1 Juni 2024")
    expect(page.locator(".kicker")).to_contain_text("1 Juni 2024")


def test_the_whole_desk_speaks_english(page: Page) -> None:
    page.goto("/bahasa/en/?kembali=/")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Readiness by region and area")


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, desk: str, width: int) -> None:
    context = browser.new_context(base_url=desk, viewport={"width": width, "height": 800})
    page = context.new_page()
    register = ("/data-pemilih/2/", "/tps/", "/tps/desa/74.12.01.2002/", "/tps/peta/74.12/")
    rooms = ("/", "/kewajiban/1/", "/tahapan/", "/hukum/kalender/2024/", "/publik/", "/angka/")
    for path in (*rooms, *register):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
