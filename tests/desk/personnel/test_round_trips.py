"""The sheet out and back: what is applied, and every kind of row that must not be."""

import base64
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.personnel import sheets
from serentak.desk.personnel.models import Count, Report, Way
from tests.desk.factories import institution
from tests.desk.moment import NOW
from tests.desk.personnel.offices import (
    BAWASLU,
    BODY,
    FIRST,
    KPU,
    PILKADA,
    SECOND,
    form,
    office,
    reported,
    row_of,
    sent,
    standing,
)
from tests.desk.uploads import bomb, packed
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db
APPOINTED, TRAINED, ACTIVE = 6, 7, 8  # columns F, G, H
Change = Callable[[Worksheet], Any]


@pytest.fixture
def signed(client: Client) -> Client:
    office()
    sign_in(client, (Role.REPORTER, KPU))
    return client


def download(client: Client, body: str = BODY) -> bytes:
    answer = client.get(f"{body}lembar/")
    assert answer.status_code == 200
    return bytes(answer.content)


def send(client: Client, content: bytes, name: str = "personel.xlsx", body: str = BODY) -> Answer:
    return client.post(body, {"berkas": sent(content, name)})


def put(place: str, role: str, column: int, value: object) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, place, role), column).value = value  # type: ignore[assignment]

    return change


def slips(answer: Answer) -> list[str]:
    assert answer.status_code == 422
    summary = re.search(r'<div class="errsum".*?</div>', text(answer), re.DOTALL)
    assert summary is not None
    return re.findall(r"<li>(?:<a [^>]*>)?(.*?)(?:</a>)?</li>", summary[0])


def test_the_sheet_goes_out_with_need_and_counts(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90)})

    sheet = openpyxl.load_workbook(io.BytesIO(download(signed)))[sheets.NAME]

    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == (FIRST, f"Wilayah {FIRST}", "kpps", "KPPS", 126, 100, 90, None)
    assert [row[2] for row in rows] == ["kpps", "pantarlih", "pps", "ppk"] * 2


def test_only_changed_cells_are_applied(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90), (SECOND, "ppk"): (5,)})
    content = form(download(signed), put(FIRST, "kpps", TRAINED, 95))

    answer = send(signed, content)

    assert answer.status_code == 302
    assert standing(FIRST, "kpps") == (100, 95, None)
    assert Report.objects.first().counts.count() == 1  # type: ignore[union-attr]
    assert "1 angka tersimpan" in text(signed.get(BODY))


def test_a_sheet_as_it_went_writes_nothing(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90)})
    lines = Line.objects.count()

    send(signed, download(signed))

    assert (Report.objects.count(), Line.objects.count()) == (1, lines)
    assert "Tidak ada angka yang berubah" in text(signed.get(BODY))


def test_a_sheet_leaves_one_line_in_the_trail_and_its_digest(signed: Client) -> None:
    send(signed, form(download(signed), put(FIRST, "kpps", APPOINTED, 7)))

    line, report = Line.objects.get(act="personnel.reported"), Report.objects.get()
    assert line.institution == KPU
    assert line.details == {"kind": Way.SHEET, "counts": 1, "sha256": report.sha256}
    assert len(report.sha256) == 64


BAD_CELLS: dict[str, tuple[object, str]] = {
    "formula": ("=6+1", "berisi rumus"),
    "text": ("tujuh", "bukan angka"),
    "number with words": ("7 orang", "bukan angka"),
    "thousands as text": ("1.250", "bukan angka"),
    "negative": (-3, "kurang dari nol"),
    "decimal": (6.5, "bukan bilangan bulat"),
    "date": (datetime(2024, 10, 1), "berisi tanggal"),  # noqa: DTZ001  as a spreadsheet has it
    "huge": (10**9, "terlalu besar"),
    "beyond all numbers": (1e200, "terlalu besar"),
    "error value": ("#REF!", "bukan angka"),
    "yes or no": (True, "bukan angka"),
    "emptied": (None, "dikosongkan; yang tercatat 100"),
    "fewer than trained": (80, "90 dilatih, padahal yang diangkat 80"),
}


@pytest.mark.parametrize("kind", BAD_CELLS)
def test_a_bad_cell_is_named_and_nothing_is_applied(signed: Client, kind: str) -> None:
    value, said = BAD_CELLS[kind]
    reported({(FIRST, "kpps"): (100, 90)})
    content = form(download(signed), put(FIRST, "kpps", APPOINTED, value))
    content = form(content, put(SECOND, "ppk", APPOINTED, 5))

    found = slips(send(signed, content))

    assert [one.partition(":")[0] for one in found] == ["Baris 4, kolom F"]
    assert said in found[0]
    assert standing(FIRST, "kpps") == (100, 90, None)
    assert standing(SECOND, "ppk") == (None, None, None)


def test_digits_kept_as_text_are_a_number(signed: Client) -> None:
    send(signed, form(download(signed), put(FIRST, "kpps", APPOINTED, "7")))

    assert standing(FIRST, "kpps") == (7, None, None)


@pytest.mark.parametrize(
    ("column", "said"),
    [(TRAINED, "8 dilatih, padahal yang diangkat 7"), (ACTIVE, "8 aktif, padahal yang diangkat 7")],
)
def test_nobody_is_trained_or_active_who_was_not_appointed(
    signed: Client, column: int, said: str
) -> None:
    content = form(download(signed), put(FIRST, "kpps", APPOINTED, 7))

    (found,) = slips(send(signed, form(content, put(FIRST, "kpps", column, 8))))

    assert said in found


def test_more_than_needed_and_untrained_at_work_are_taken_with_a_remark(signed: Client) -> None:
    content = download(signed)
    for column, value in ((APPOINTED, 130), (TRAINED, 50), (ACTIVE, 60)):
        content = form(content, put(FIRST, "kpps", column, value))

    answer = send(signed, content)

    assert answer.status_code == 302
    page = text(signed.get(BODY))
    assert "130 diangkat, lebih banyak daripada yang dibutuhkan (126)" in page
    assert "60 aktif, tetapi baru 50 yang dilatih" in page
    assert standing(FIRST, "kpps") == (130, 50, 60)


def removed(sheet: Worksheet) -> None:
    sheet.delete_rows(row_of(sheet, SECOND, "ppk"))


def swapped(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=3):
        row[5].value, row[7].value = row[7].value, row[5].value
    sheet.cell(row_of(sheet, FIRST, "kpps"), ACTIVE).value = 7


def widened(sheet: Worksheet) -> None:
    sheet.cell(3, 9).value = "Catatan kami"
    sheet.cell(row_of(sheet, FIRST, "kpps"), 9).value = "sudah dicek"
    sheet.cell(row_of(sheet, FIRST, "kpps"), APPOINTED).value = 7


def unprotected(sheet: Worksheet) -> None:
    sheet.protection.sheet = False
    sheet.cell(row_of(sheet, FIRST, "kpps"), 5).value = 1
    sheet.cell(row_of(sheet, FIRST, "kpps"), APPOINTED).value = 7


def sorted_otherwise(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for row, values in zip(sheet.iter_rows(min_row=4), reversed(rows), strict=True):
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    sheet.cell(row_of(sheet, FIRST, "kpps"), APPOINTED).value = 7


@pytest.mark.parametrize("change", [swapped, widened, unprotected, sorted_otherwise])
def test_a_sheet_arranged_otherwise_is_still_read(signed: Client, change: Change) -> None:
    answer = send(signed, form(download(signed), change))

    assert answer.status_code == 302
    assert standing(FIRST, "kpps") == (7, None, None)


def test_rows_taken_out_change_nothing_and_are_mentioned(signed: Client) -> None:
    reported({(SECOND, "ppk"): (5,)})

    send(signed, form(download(signed), removed))

    assert standing(SECOND, "ppk") == (5, None, None)
    assert "1 baris tidak ada lagi di lembar ini" in text(signed.get(BODY))


def doubled(sheet: Worksheet) -> None:
    sheet.append([FIRST, "Sekali lagi", "kpps", "KPPS", 126, 7])


def foreign(sheet: Worksheet) -> None:
    sheet.cell(4, 1).value = "74.01.01"


def renamed(sheet: Worksheet) -> None:
    sheet.cell(4, 3).value = "linmas"


def merged(sheet: Worksheet) -> None:
    sheet.cell(4, 6).value = 7
    sheet.merge_cells("F4:F5")


def hidden(sheet: Worksheet) -> None:
    sheet.cell(4, 6).value = 7
    sheet.row_dimensions[4].hidden = True


BAD_ROWS: dict[str, tuple[Change, list[str]]] = {
    "doubled": (
        doubled,
        ["Baris 12, kolom A: kecamatan dan peran ini sudah ada di baris 4. Hapus salah satu."],
    ),
    "of another regency": (
        foreign,
        ["Baris 4, kolom A: kode kecamatan ini tidak ada dalam lembar yang diunduh."],
    ),
    "of another body's role": (
        renamed,
        ["Baris 4, kolom C: kode peran ini tidak ada dalam lembar yang diunduh."],
    ),
    "merged": (
        merged,
        [
            f"Baris {n}, kolom F: sel gabungan. Pisahkan selnya dan isi setiap baris."
            for n in (4, 5)
        ],
    ),
    "hidden": (
        hidden,
        ["Baris 4, kolom F: berubah, tetapi barisnya tersembunyi. Tampilkan barisnya dan periksa."],
    ),
}


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_applied(signed: Client, kind: str) -> None:
    change, said = BAD_ROWS[kind]

    found = slips(send(signed, form(download(signed), change)))

    assert found == said
    assert not Count.objects.exists()


def test_a_hidden_row_that_did_not_change_is_no_slip(signed: Client) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[5].hidden = True
        sheet.cell(4, 6).value = 7

    assert send(signed, form(download(signed), change)).status_code == 302


def test_every_slip_comes_at_once_on_the_page_and_on_the_sheet(signed: Client) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(4, 6).value = "tujuh"
        sheet.cell(6, 6).value = -1
        sheet.cell(7, 8).value = 2.5
        doubled(sheet)

    answer = send(signed, form(download(signed), change))

    assert len(slips(answer)) == 4
    assert "4 kesalahan, tidak ada yang ditulis" in text(answer)
    back = marked(answer)
    sheet = openpyxl.load_workbook(io.BytesIO(back))[sheets.NAME]
    assert sheet.cell(3, 9).value == "Perlu diperbaiki"
    assert sheet.cell(4, 9).value == (
        "Baris 4, kolom F: bukan angka. Ketik jumlah orang dengan angka saja, misalnya 1250."
    )
    assert sheet["F6"].comment is not None
    assert sheet["F4"].value == "tujuh"


def marked(answer: Answer) -> bytes:
    """The sheet with its marks, as the page hands it back."""
    found = re.search(r'href="data:[^;]+;base64,([^"]+)"', text(answer))
    assert found is not None
    return base64.b64decode(found[1].replace("&#x3D;", "="))


def test_the_marked_sheet_mended_is_taken(signed: Client) -> None:
    answer = send(signed, form(download(signed), put(FIRST, "kpps", APPOINTED, "tujuh")))
    again = send(signed, form(marked(answer), put(FIRST, "kpps", APPOINTED, "delapan")))

    mended = send(signed, form(marked(again), put(FIRST, "kpps", APPOINTED, 8)))

    assert mended.status_code == 302
    assert standing(FIRST, "kpps") == (8, None, None)


def test_a_cell_changed_by_somebody_else_is_a_conflict_and_stays_theirs(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90), (SECOND, "kpps"): (50,)})
    content = form(download(signed), put(FIRST, "kpps", APPOINTED, 105))
    content = form(content, put(SECOND, "kpps", APPOINTED, 60))
    reported({(FIRST, "kpps"): (102,)})

    (found,) = slips(send(signed, content))

    assert found.startswith("Baris 4, kolom F: sudah diubah orang lain dari 100 menjadi 102")
    assert "angka Anda 105 tidak ditulis" in found
    assert standing(FIRST, "kpps") == (102, 90, None)
    assert standing(SECOND, "kpps") == (50, None, None)


def test_a_change_elsewhere_on_the_sheet_is_no_conflict(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100,), (SECOND, "kpps"): (50,)})
    content = form(download(signed), put(FIRST, "kpps", APPOINTED, 105))
    reported({(SECOND, "kpps"): (52,)}, at=NOW + timedelta(seconds=0))

    assert send(signed, content).status_code == 302
    assert (standing(FIRST, "kpps")[0], standing(SECOND, "kpps")[0]) == (105, 52)


def test_another_bodys_sheet_is_refused_and_says_whose_it_is(client: Client) -> None:
    office()
    theirs = sheets.outgoing(institution("74.01/kpu"), PILKADA, at=NOW)
    sign_in(client, (Role.REPORTER, KPU))

    (found,) = slips(send(client, theirs))

    assert "milik lembaga lain (74.01/kpu)" in found


def test_a_sheet_of_another_role_of_bodies_is_refused(client: Client) -> None:
    theirs = sheets.outgoing(office(BAWASLU), PILKADA, at=NOW)
    sign_in(client, (Role.REPORTER, KPU), (Role.REPORTER, BAWASLU))

    assert "milik lembaga lain (74.12/bawaslu)" in slips(send(client, theirs))[0]


def test_a_sheet_of_another_election_is_refused(signed: Client) -> None:
    content = bytes(signed.get(f"{BODY}lembar/?pemilihan=pemilu-2024").content)
    signed.cookies.clear()
    sign_in(signed, (Role.REPORTER, KPU))

    assert "Lembar ini untuk" in slips(send(signed, content))[0]


def test_a_sign_that_was_tampered_with_is_refused(signed: Client) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent["Dasar"]["A1"] = "WyI3NC4xMi9rcHUiXQ:1abc:def"

    assert "Penanda versinya rusak" in slips(send(signed, form(download(signed), change)))[0]


def other_sheet(sheet: Worksheet) -> None:
    sheet.title = "Lembar1"


def without_sign(sheet: Worksheet) -> None:
    assert sheet.parent is not None
    del sheet.parent["Dasar"]


def without_headings(sheet: Worksheet) -> None:
    sheet.delete_rows(3)


def without_column(sheet: Worksheet) -> None:
    sheet.delete_cols(TRAINED)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_sheet, "Lembar &#x27;Personel&#x27; tidak ada"),
        (without_sign, "Lembar &#x27;Dasar&#x27; tidak ada"),
        (without_headings, "Baris judul tidak ditemukan"),
        (without_column, "kehilangan kolom Dilatih"),
    ],
)
def test_a_sheet_that_lost_its_frame_is_refused(signed: Client, change: Change, said: str) -> None:
    assert said in slips(send(signed, form(download(signed), change)))[0]


XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
MACROS = {
    "[Content_Types].xml": b"<Types/>",
    "xl/workbook.xml": b"<workbook/>",
    "xl/vbaProject.bin": b"x",
}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("personel.xls", XLS, "bukan buku kerja .xlsx"),
        ("personel.xlsx", XLS, "bukan buku kerja .xlsx"),
        ("personel.csv", b"Kode kecamatan;Kode peran\n", "bukan buku kerja .xlsx"),
        ("personel.xlsx", b"Kode kecamatan;Kode peran\n", "bukan buku kerja .xlsx"),
        ("personel.xlsm", packed(MACROS), "bukan buku kerja .xlsx"),
        ("personel.xlsx", packed(MACROS), "mengandung makro"),
        ("personel.xlsx", b"", "Berkas kosong"),
        ("personel.xlsx", bytes(3 << 20), "lebih dari 2 MB"),
        ("personel.xlsx", b"PK\x03\x04rusak", "bukan buku kerja .xlsx"),
    ],
)
def test_a_file_that_is_no_such_workbook_is_refused_with_what_to_do(
    signed: Client, name: str, content: bytes, said: str
) -> None:
    assert said in slips(send(signed, content, name))[0]


def test_a_bomb_is_not_unpacked(signed: Client) -> None:
    (found,) = slips(send(signed, bomb()))

    assert "terkompresi secara tidak wajar" in found


def test_nothing_chosen_says_so(signed: Client) -> None:
    answer = signed.post(BODY)

    assert "Berkas belum dipilih" in slips(answer)[0]
