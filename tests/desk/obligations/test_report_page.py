"""Reporting on the page: what is typed stays, a draft waits, a receipt follows."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import Client

from serentak.desk.accounts.models import Role, User
from serentak.desk.obligations.models import Draft, Evidence, EvidenceKind, Obligation
from tests.desk.factories import duty, person, report
from tests.desk.uploads import EXE, PDF, pdf, upload
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db
REPORTER = (Role.REPORTER, "74.12/kpu")


@pytest.fixture
def row() -> Obligation:
    return duty("74.12/kpu")


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    sign_in(client, REPORTER)


def send(client: Client, row: Obligation, **values: object) -> Answer:
    usual: dict[str, object] = {
        "judul": "SK penetapan 12/2024",
        "jenis": "date",
        "tanggal": "2024-09-30",
        "formulir": str(uuid4()),
        "benar": "1",
        "kirim": "1",
    }
    return client.post(f"/kewajiban/{row.pk}/lapor/", usual | values)


def test_a_report_with_its_document_is_kept_and_a_receipt_follows(
    client: Client, row: Obligation
) -> None:
    answer = send(client, row, jenis="document", berkas=pdf())

    evidence = Evidence.objects.get()
    assert answer["Location"] == f"/bukti/{evidence.pk}/tanda-terima/"
    shown = text(client.get(answer["Location"]))
    assert f"Bukti {evidence} tercatat" in shown
    assert "1 Oktober 2024, 09.00.00 WITA" in shown
    assert evidence.file_sha256[:4] in shown
    assert "tertulis menunggu pemeriksa, belum terbukti" in shown
    assert ", bertindak untuk" in shown


def test_a_reporter_named_as_the_body_is_named_once(client: Client, row: Obligation) -> None:
    User.objects.update(label=row.institution.short)

    answer = send(client, row)

    assert "bertindak untuk" not in text(client.get(answer["Location"]))


def test_every_field_arrives_as_it_was_meant(client: Client, row: Obligation) -> None:
    other = duty("74.12/kpu", nth=2)
    old = report(row)

    send(
        client,
        row,
        jenis="number",
        jumlah="Rp1.250.000",
        dari="2 500 000",
        satuan="rupiah",
        berlaku_sampai="2024-12-31",
        catatan="Tahap pertama",
        terbuka="1",
        juga=[other.pk],
        gantikan=old.pk,
    )

    new = Evidence.objects.exclude(pk=old.pk).get()
    assert (new.kind, new.value, new.total) == (EvidenceKind.NUMBER, 1_250_000, 2_500_000)
    assert (new.unit, new.note, new.published) == ("rupiah", "Tahap pertama", True)
    assert (new.event_on, new.supersedes) == (date(2024, 9, 30), old)
    assert new.expires_at is not None
    assert new.expires_at.isoformat() == "2024-12-31T15:59:59+00:00"
    assert set(new.obligations.all()) == {row, other}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"judul": ""}, "Tulis nama dan nomor dokumennya"),
        ({"tanggal": ""}, "Pilih tanggal yang tercetak"),
        ({"tanggal": "kemarin"}, "Tanggalnya tidak terbaca"),
        ({"tanggal": "2024-10-02"}, "Tanggalnya di masa depan"),
        ({"tanggal": "1999-01-01"}, "Tanggalnya terlalu lama"),
        ({"jenis": "document"}, "Lampirkan dokumennya"),
        ({"jenis": "number"}, "Tulis jumlah yang sudah terpenuhi"),
        ({"jumlah": "dua"}, "Tulis angka bulat saja"),
        ({"jumlah": "5²"}, "Tulis angka bulat saja"),
        ({"jumlah": "1", "dari": "0"}, "harus lebih dari nol"),
        ({"benar": ""}, "Nyatakan bahwa isi laporan sesuai dokumen"),
    ],
)
def test_a_slip_is_named_in_a_sentence_and_what_was_typed_stays(
    client: Client, row: Obligation, values: dict[str, str], sentence: str
) -> None:
    typed = {"catatan": "Sudah ditandatangani", "satuan": "orang", **values}

    answer = send(client, row, **typed)

    shown = text(answer)
    assert answer.status_code == 422
    assert sentence in shown
    assert "<title>Galat:" in shown
    assert "Sudah ditandatangani" in shown
    assert 'value="orang"' in shown
    assert all(value in shown for value in values.values())
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (upload("program.pdf", EXE), "Isi berkas bukan PDF"),
        (upload("besar.pdf", PDF + bytes(21 << 20)), "melebihi batas 20 MB"),
        (upload("kosong.pdf", b""), "kosong"),
    ],
    ids=["disguised", "large", "empty"],
)
def test_a_refused_file_keeps_the_rest_of_the_form(
    client: Client, row: Obligation, file: UploadedFile, sentence: str
) -> None:
    file.seek(0)

    answer = send(client, row, jenis="document", berkas=file)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "SK penetapan 12/2024" in text(answer)
    assert not Evidence.objects.exists()


COUNTED = 9  # PPK members of those needed
ALSO_COUNTED = 10  # PPS members


def test_a_measured_duty_says_which_numbers_it_expects(client: Client) -> None:
    row = duty("74.12/kpu", nth=COUNTED)

    shown = text(client.get(f"/kewajiban/{row.pk}/lapor/"))

    assert "diukur dalam anggota PPK: berapa yang sudah terpenuhi" in shown
    assert "only-number" not in shown


def test_a_document_alone_does_not_meet_a_measured_duty(client: Client) -> None:
    row = duty("74.12/kpu", nth=COUNTED)

    answer = send(client, row, jenis="document", berkas=pdf())

    assert answer.status_code == 422
    assert "Tulis jumlah yang sudah terpenuhi" in text(answer)
    assert "Tulis berapa yang dibutuhkan seluruhnya" in text(answer)
    assert not Evidence.objects.exists()


def test_a_document_of_a_measured_duty_carries_its_numbers(client: Client) -> None:
    row = duty("74.12/kpu", nth=COUNTED)

    client.cookies["bahasa"] = "en"

    send(client, row, jenis="document", berkas=pdf(), jumlah="25", dari="35")

    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.value, evidence.total) == (EvidenceKind.DOCUMENT, 25, 35)
    assert evidence.unit == "anggota PPK"  # as stored, whatever the reporter reads


def test_one_number_does_not_stand_for_two_measured_duties(client: Client) -> None:
    row, other = duty("74.12/kpu", nth=COUNTED), duty("74.12/kpu", nth=ALSO_COUNTED)

    answer = send(client, row, jumlah="25", dari="35", juga=[other.pk])

    assert answer.status_code == 422
    assert "diukur dengan angkanya sendiri" in text(answer)


def test_a_number_left_over_from_another_kind_is_not_kept(client: Client, row: Obligation) -> None:
    send(client, row, jenis="date", jumlah="1", dari="2", satuan="orang")

    evidence = Evidence.objects.get()
    assert (evidence.value, evidence.total, evidence.unit) == (None, None, "")


def test_the_same_form_sent_twice_leads_to_the_same_receipt(
    client: Client, row: Obligation
) -> None:
    form = str(uuid4())

    first = send(client, row, formulir=form)
    second = send(client, row, formulir=form)

    assert first["Location"] == second["Location"]
    assert Evidence.objects.count() == 1


def test_a_letter_nobody_sees_is_told_on_the_form_and_nothing_is_lost(
    client: Client, row: Obligation
) -> None:
    answer = send(client, row, judul="SK\x1b[2J penetapan", catatan="Lihat halaman 3")

    assert answer.status_code == 422
    assert "huruf yang tidak terlihat (U+001B)" in text(answer)
    assert "Lihat halaman 3" in text(answer)
    assert not Evidence.objects.exists()


def test_a_duty_the_law_has_dropped_is_not_offered_for_the_same_proof(
    client: Client, row: Obligation
) -> None:
    gone = duty("74.12/kpu", nth=1)
    Obligation.objects.filter(pk=gone.pk).update(template="dahulu.ada")

    answer = client.get(f"/kewajiban/{row.pk}/lapor/")

    assert answer.status_code == 200
    assert "dahulu.ada" not in text(answer)


def test_a_correction_that_came_too_late_is_told_on_the_form(
    client: Client, row: Obligation
) -> None:
    old = report(row)
    report(row, supersedes=old)

    answer = send(client, row, gantikan=old.pk)

    assert answer.status_code == 422
    assert Evidence.objects.count() == 2


def test_another_bodys_duty_cannot_be_slipped_in(client: Client, row: Obligation) -> None:
    foreign = duty("74.01/kpu")

    answer = send(client, row, juga=[foreign.pk])

    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_a_draft_waits_without_being_checked(client: Client, row: Obligation) -> None:
    client.post(f"/kewajiban/{row.pk}/lapor/", {"judul": "SK setengah", "draf": "1"})

    shown = text(client.get(f"/kewajiban/{row.pk}/lapor/"))
    assert 'value="SK setengah"' in shown
    assert "Draf tersimpan" in shown
    assert "Lanjutkan draf" in text(client.get("/tugas/"))
    assert not Evidence.objects.exists()


def test_a_draft_is_seen_by_nobody_else(client: Client, row: Obligation) -> None:
    client.post(f"/kewajiban/{row.pk}/lapor/", {"judul": "SK setengah", "draf": "1"})
    client.force_login(person(REPORTER))

    assert "SK setengah" not in text(client.get(f"/kewajiban/{row.pk}/lapor/"))


def test_a_draft_is_gone_once_it_is_sent(client: Client, row: Obligation) -> None:
    client.post(f"/kewajiban/{row.pk}/lapor/", {"judul": "SK setengah", "draf": "1"})

    send(client, row)

    assert not Draft.objects.exists()


def test_another_bodys_draft_is_refused(client: Client) -> None:
    foreign = duty("74.01/kpu")

    answer = client.post(f"/kewajiban/{foreign.pk}/lapor/", {"judul": "x", "draf": "1"})

    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_a_withdrawn_duty_takes_no_report(client: Client, row: Obligation) -> None:
    Obligation.objects.update(withdrawn=True)

    answer = send(client, row)

    assert answer.status_code == 422
    assert "sudah dicabut" in text(answer)
