"""Every page, light and dark, on a desk and on a phone: no accessibility rule broken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_journeys import sign_in

OPEN = (
    "/",
    "/rincian/74.02/budget/",
    "/wilayah/",
    "/wilayah/74.12/",
    "/rincian/74.12/population/",
    "/data-pemilih/",
    "/data-pemilih/2/",
    "/tps/",
    "/tps/74.12/",
    "/tps/desa/74.12.01.2002/",
    "/tps/desa/74.71.01.1006/",
    "/tps/peta/74.12/",
    "/personel/",
    "/personel/74.12/",
    "/personel/lowong/",
    "/personel/perpanjangan/",
    "/personel/penggantian/",
    "/logistik/?at=2024-11-25",
    "/logistik/74.15/?at=2024-11-25",
    "/logistik/74.15.04/?at=2024-11-25",
    "/pengamanan/",
    "/pengamanan/74.71/polri/",
    "/pengamanan/kerawanan/",
    "/publik/",
    "/kewajiban/",
    "/kewajiban/1/",
    "/lembaga/74.12/kpu/",
    "/perubahan/",
    "/perubahan/1/",
    "/angka/",
    "/pertentangan/",
    "/hukum/",
    "/hukum/uu-10-2016/",
    "/hukum/aturan/pilkada.result.file/?dari=2024-12-03",
    "/hukum/aturan/pilkada.dispute.decide/?dari=2024-06-24",
    "/hukum/kalender/2024/",
    "/hukum/kalender/2027/",
    "/tahapan/",
    "/masuk/",
    "/tidak-ada/",
)
SIGNED = {
    "pelapor@konkep.test": ("/tugas/", "/umpan/", "/pemberitahuan/", "/profil/", "/sandi/"),
    "pelapor@kpu-konkep.test": (
        "/personel/lapor/74.12/kpu/",
        "/personel/lapor/74.12/kpu/74.12.01/",
        "/personel/lapor/74.12/kpu/ganti/",
        "/logistik/74.12/",
        "/logistik/74.12/baru/",
    ),
    "koordinator@sultra.test": ("/periksa/", "/pemberitahuan/", "/profil/"),
    "petugas@kpu-sultra.test": (
        "/data-pemilih/",
        "/data-pemilih/2/",
        "/data-pemilih/2/desa/",
        "/data-pemilih/2/banding/3/",
        "/data-pemilih/2/ganda/",
        "/data-pemilih/mulai/",
        "/data-pemilih/pekerjaan/1/",
        "/tps/desa/74.12.01.2002/",
    ),
    "admin@sultra.test": ("/akun/", "/akun/baru/", "/akun/1/", "/audit/"),
}


def _name(path: str) -> str:
    return path.split("?", maxsplit=1)[0].strip("/").replace("/", "-") or "matriks"


def _dark(page: Page) -> None:
    page.goto("/tema/?kembali=/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_open_pages(
    device: str,
    theme: str,
    request: pytest.FixtureRequest,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], Path],
) -> None:
    page: Page = request.getfixturevalue("page" if device == "desk" else "phone")
    if theme == "dark":
        _dark(page)

    for path in OPEN:
        page.goto(path)
        axe(page)
        shot(page, f"{_name(path)}-{device}-{theme}")


@pytest.mark.parametrize("email", SIGNED)
@pytest.mark.parametrize("device", ["desk", "phone"])
def test_pages_behind_the_sign_in(
    device: str,
    email: str,
    request: pytest.FixtureRequest,
    axe: Callable[[Page], None],
    shot: Callable[[Page, str], Path],
) -> None:
    page: Page = request.getfixturevalue("page" if device == "desk" else "phone")
    sign_in(page, email)

    for path in SIGNED[email]:
        page.goto(path)
        axe(page)
        shot(page, f"{_name(path)}-{device}")


def test_forms_and_their_errors(
    page: Page, axe: Callable[[Page], None], shot: Callable[[Page, str], Path]
) -> None:
    sign_in(page, "pelapor@konkep.test")
    page.goto("/tugas/")
    page.get_by_role("link", name="Laporkan bukti").first.click()
    axe(page)
    shot(page, "lapor-desk")
    page.get_by_role("button", name="Kirim bukti").click()
    axe(page)
    shot(page, "lapor-galat-desk")

    page.context.clear_cookies()
    sign_in(page, "koordinator@sultra.test")
    page.goto("/periksa/")
    page.locator("main tbody a").first.click()
    axe(page)
    shot(page, "periksa-desk")
    page.get_by_role("button", name="Simpan putusan").click()
    axe(page)
    shot(page, "periksa-galat-desk")
