"""A body's sheet in a real browser: taken, spoilt, handed back with marks, mended and taken in."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Download, Page, expect

from tests.browser.test_journeys import sign_in

BODY = "/personel/lapor/74.12/kpu/"


def test_a_spoilt_sheet_comes_back_marked_and_mended_it_is_taken(
    page: Page,
    tmp_path: Path,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], Path],
) -> None:
    sign_in(page, "pelapor@kpu-konkep.test")
    page.goto(BODY)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Unduh lembar").click()
    send(page, edited(taken.value, tmp_path / "rusak.xlsx", "tujuh"))

    expect(page).to_have_title(re.compile("^Galat:"))
    expect(page.locator("#galat")).to_contain_text("Baris 4, kolom F: bukan angka")
    axe(page)
    shot(page, "personel-galat")

    with page.expect_download() as marked:
        page.get_by_role("link", name="Unduh lembar bertanda").click()
    send(page, edited(marked.value, tmp_path / "baik.xlsx", 120))

    expect(page.get_by_role("status").first).to_have_text("1 angka tersimpan.")
    expect(page.locator("tbody tr").first).to_contain_text("120")


def test_a_districts_form_says_each_slip_at_its_field(
    phone: Page, axe: Callable[[Page], None], shot: Callable[[Page, str], Path]
) -> None:
    sign_in(phone, "pelapor@kpu-konkep.test")
    phone.goto(f"{BODY}74.12.02/")
    phone.get_by_label("KPPS, Diangkat").fill("banyak")
    phone.get_by_label("PPK, Diangkat").fill("-1")
    phone.get_by_role("button", name="Simpan").click()

    expect(phone.locator("#galat li")).to_have_count(2)
    axe(phone)
    shot(phone, "personel-kecamatan-galat")

    phone.goto(f"{BODY}ganti/")
    phone.get_by_role("button", name="Catat").click()
    expect(phone.locator("#galat li")).to_have_count(4)
    axe(phone)
    shot(phone, "personel-ganti-galat")


def edited(taken: Download, target: Path, value: str | int) -> Path:
    """The sheet with another number of the first district's KPPS."""
    taken.save_as(target)
    book = openpyxl.load_workbook(target)
    book["Personel"]["F4"] = value
    book.save(target)
    return target


def send(page: Page, file: Path) -> None:
    page.get_by_label("Lembar yang sudah diisi").set_input_files(file)
    page.get_by_role("button", name="Kirim lembar").click()
