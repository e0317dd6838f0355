"""What the pages of the budget desk show, to whom, and what their forms do."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.budget import actions
from serentak.desk.budget.models import Entry, Grant, Kind, Step, Sum
from serentak.desk.figures.models import Contradiction
from serentak.desk.obligations import files
from serentak.desk.obligations.models import AnchorEvent
from serentak.desk.places.models import Coverage
from tests.desk.budget.rows import GIVER, GRANTEE, enter, grant, say, state
from tests.desk.factories import ELECTION, institution, region
from tests.desk.moment import NOW
from tests.desk.uploads import EXE, pdf, upload
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
INDEX = f"/anggaran/?pemilihan={ELECTION}"


def reader(client: Client) -> None:
    sign_in(client, (Role.READER, "74/governor"))


def page(client: Client, made: Grant, **query: str) -> str:
    return text(client.get(reverse("budget:grant", args=[made.pk]), query))


def form(**more: Any) -> dict[str, Any]:
    return {
        "tanggal": "2023-11-20",
        "jumlah": "Rp400",
        "nomor": "SP2D 01877/2024",
        "berkas": pdf(),
        "formulir": str(uuid4()),
        "benar": "1",
        **more,
    }


def test_the_list_says_who_is_late_and_who_is_below(client: Client) -> None:
    enter(grant(), 390)
    enter(grant("74.12/bawaslu"), 1_000)
    reader(client)

    found = text(client.get(INDEX))

    assert "1 dari 2 hibah lewat tenggat, 1 di bawah 40 persen" in found
    assert "Seharusnya sudah cair" in found
    assert 'aria-label="KPU: disepakati Rp1.000, cair 39%, seharusnya 100%"' in found
    assert 'class="bullet behind"' in found
    assert "Baru Rp390 dari Rp400 yang dilaporkan cair" in found


def test_what_nobody_reported_is_not_called_unpaid(client: Client) -> None:
    grant()
    reader(client)

    found = text(client.get(INDEX))

    assert 'class="bullet silent"' in found
    assert "itu belum berarti uangnya belum dibayar" in found


def test_a_region_paid_in_time_is_calm(client: Client) -> None:
    enter(grant(), 1_000, on=date(2023, 11, 10))
    reader(client)

    found = text(client.get(INDEX))

    assert "Tidak ada hibah yang lewat tenggat" in found
    assert '<tr class="ok">' in found
    assert "Tidak ada tahap yang lewat tenggat menurut catatan" in found


def test_an_empty_desk_says_so(client: Client) -> None:
    region("74.12")
    reader(client)

    found = text(client.get(INDEX))

    assert "Belum ada hibah yang tercatat" in found
    assert "tidak ada data" in found


def test_several_grants_to_guards_share_a_bar_and_what_is_not_known_is_said(client: Client) -> None:
    for grantee in ("74.71/polri", "74.71/tni"):
        grant(grantee)
    asked = grant(amount=None)
    state(asked, step=Step.PROPOSED)
    Sum.objects.create(grant=grant("74.12/bawaslu", amount=None), step="signed", recorded_at=NOW)
    reader(client)

    found = text(client.get(INDEX))

    assert "#h-74.12" in found
    assert "belum diteken" in found
    assert "nilai belum ada" in found
    assert "nilai tidak ditemukan" in found


def test_the_table_can_be_taken_along(client: Client) -> None:
    enter(grant(), 400)
    reader(client)

    head, row = sheet(client.get(f"{INDEX}&unduh=xlsx"))

    assert head[:4] == ("Daerah", "Kode", "Penerima", "Disepakati")
    assert row[1:8] == ("74.12", "kpu 74.12", 1_000, 400, 0, 1_000, 600)


def test_a_contradiction_on_record_stands_beside_the_grant(client: Client) -> None:
    made = grant()
    Contradiction.objects.create(
        key="nphd-uji",
        topic="nphd",
        region=made.region,
        title="Hibah uji",
        a_label="NPHD",
        a_value="1000",
        a_source="Naskah",
        b_label="Pernyataan",
        b_value="1400",
        b_source="Berita",
        unit="rupiah",
        source="Uji",
        confidence="sourced",
    )
    reader(client)

    assert "Rp1.400" in text(client.get(INDEX))
    own = page(client, made)
    assert "Nilai yang bertentangan" in own
    assert "Rp400" in own


def test_a_grant_shows_how_each_of_its_days_was_counted(client: Client) -> None:
    made = grant()
    enter(made, 400, on=date(2023, 12, 5))
    reader(client)

    found = page(client, made)

    assert "Selasa, 21 November 2023" in found
    assert "Kamis, 27 Juni 2024" in found
    assert "14 hari kerja" in found
    assert "14 hari kalender" in found
    assert "lunas, terlambat" in found
    assert "kpu 74.12 menerima 40% dari hibah" in found


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-11-10", "Tidak ada tahap yang lewat tenggat"),
        ("2023-12-10", "Tahap I lewat tenggat"),
        ("2024-09-30", "Semua tahap lewat tenggat"),
    ],
)
def test_the_clock_says_which_tranche_is_late(client: Client, day: str, said: str) -> None:
    made = grant(amount=None)
    Sum.objects.create(
        grant=made, step="signed", amount=1_000, on=date(2023, 11, 1), recorded_at=NOW
    )
    reader(client)

    assert said in page(client, made, at=day)


def test_a_part_paid_before_its_day_is_said(client: Client) -> None:
    made = grant(amount=None)
    Sum.objects.create(
        grant=made, step="signed", amount=1_000, on=date(2023, 11, 1), recorded_at=NOW
    )
    Entry.objects.create(grant=made, kind="paid", amount=100, on=date(2023, 11, 8), recorded_at=NOW)
    Entry.objects.create(
        grant=made, kind="paid", amount=900, on=date(2023, 11, 18), precise=False, recorded_at=NOW
    )
    reader(client)

    assert "Rp100 dari Rp400 sudah cair" in page(client, made, at="2023-11-10")
    assert "hanya diketahui paling lambat" in page(client, made, at="2023-11-19")


def test_without_a_sum_a_grant_waits_for_one(client: Client) -> None:
    made = grant(amount=None)
    reader(client)

    found = page(client, made)

    assert "belum ditandatangani" in found
    assert "Tahap dan tenggatnya dihitung begitu" in found


def test_entries_stay_and_say_what_became_of_them(client: Client) -> None:
    made = grant()
    wrong = enter(made, 40)
    note = actions.Paper(reference="SP2D 2", note="Satu nol tertinggal")
    right = enter(made, 400, supersedes=wrong, paper=note)
    say(right, confirmed=False, reason="Baru 390 yang masuk")
    void = enter(made, 30)
    enter(made, 30, supersedes=void, void=True, file=None, paper=note)
    Entry.objects.create(grant=made, kind="paid", amount=5, on=date(2023, 11, 8), recorded_at=NOW)
    say(enter(made, 7))
    reader(client)

    found = page(client, made)

    assert 'class="void"' in found
    for said in ("diganti", "dibatalkan", "disanggah kpu 74.12", "dibenarkan kpu 74.12"):
        assert said in found
    assert "Baru 390 yang masuk" in found
    assert "terbit, belum dijawab kpu 74.12" in found
    assert "berkas tertutup" in found


def test_what_is_left_and_the_report_have_their_day(client: Client) -> None:
    made = grant()
    enter(made, 1_000)
    enter(made, 10, kind=Kind.RETURNED)
    enter(made, 900, kind=Kind.REPORTED)
    AnchorEvent.objects.create(
        election=ELECTION,
        region=made.region,
        name="proposal-sent",
        on=date(2024, 3, 1),
        recorded_at=NOW,
    )
    reader(client)

    found = page(client, made)

    assert "1 Juni 2024" in found
    assert "Belum kembali" in found
    assert "Rp90" in found
    assert "dibelanjakan Rp900" in found


def test_more_than_agreed_and_what_was_confirmed_are_named(client: Client) -> None:
    made = grant()
    say(enter(made, 1_250))
    reader(client)

    found = page(client, made)

    assert "Melebihi NPHD" in found
    assert "Rp250" in found


def test_the_treasury_records_and_the_grantee_answers_on_the_page(client: Client) -> None:
    made = grant()
    sign_in(client, (Role.REPORTER, GIVER))
    address = reverse("budget:record", args=[made.pk, "pencairan"])
    assert "SP2D dan bukti terima bank" in text(client.get(address))
    assert client.post(address, form()).status_code == 302
    row = Entry.objects.get()

    sign_in(client, (Role.REPORTER, GRANTEE))
    assert "Benarkan" in page(client, made)
    done = client.post(reverse("budget:answer", args=[row.pk]), {"jawaban": "benar"})

    assert done.status_code == 302
    assert row.answer.confirmed


def test_a_denial_without_a_reason_is_refused_on_the_page(client: Client) -> None:
    row = enter(grant())
    sign_in(client, (Role.REPORTER, GRANTEE))

    answer = client.post(reverse("budget:answer", args=[row.pk]), {"jawaban": "sanggah"})

    assert "Alasannya belum diisi" in text(answer)
    assert not hasattr(Entry.objects.get(pk=row.pk), "answer")


def test_a_correction_starts_from_the_old_row(client: Client) -> None:
    row = enter(grant(), 40)
    sign_in(client, (Role.REPORTER, GIVER))
    address = reverse("budget:record", args=[row.grant_id, "pencairan"]) + f"?perbaiki={row.pk}"

    shown = text(client.get(address))
    refused = text(client.post(address, form(benar="", berkas="")))
    done = client.post(address, form(catatan="Satu nol tertinggal"))

    assert 'value="40"' in shown
    assert "Memperbaiki" in shown
    assert "Tulis apa yang keliru" in refused
    assert done.status_code == 302
    assert Entry.objects.get(supersedes=row).amount == 400


def test_a_record_is_taken_back_without_a_file(client: Client) -> None:
    row = enter(grant(), 40)
    sign_in(client, (Role.REPORTER, GIVER))
    address = reverse("budget:record", args=[row.grant_id, "pencairan"]) + f"?perbaiki={row.pk}"

    done = client.post(address, form(batal="1", berkas="", catatan="Salah hibah"))

    assert done.status_code == 302
    assert Entry.objects.get(supersedes=row).void


@pytest.mark.parametrize("wanted", ["0", "abc", "99999999999999999999"])
def test_only_a_record_that_stands_can_be_corrected(client: Client, wanted: str) -> None:
    made = grant()
    sign_in(client, (Role.REPORTER, GIVER))
    address = reverse("budget:record", args=[made.pk, "pencairan"])

    assert client.get(f"{address}?perbaiki={wanted}").status_code == 404


SLIPS: list[tuple[dict[str, Any], str]] = [
    ({"jumlah": "1,5"}, "Tulis rupiah bulat tanpa koma"),
    ({"jumlah": "Rp"}, "angka saja"),
    ({"jumlah": ""}, "angka saja"),
    ({"jumlah": "0"}, "paling sedikit 1"),
    ({"nomor": ""}, "Tulis nomornya"),
    ({"tanggal": "2030-01-01"}, "masa depan"),
    ({"tanggal": "kemarin"}, "tidak terbaca"),
    ({"berkas": ""}, "Lampirkan buktinya"),
    ({"berkas": upload("sp2d.pdf", EXE)}, "Isi berkas bukan"),
    ({"benar": ""}, "Nyatakan"),
]


@pytest.mark.parametrize(("what", "said"), SLIPS)
def test_a_form_says_what_to_mend_and_keeps_the_rest(
    client: Client, what: dict[str, Any], said: str
) -> None:
    made = grant()
    sign_in(client, (Role.REPORTER, GIVER))

    answer = client.post(reverse("budget:record", args=[made.pk, "pencairan"]), form(**what))

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Entry.objects.exists()


def test_there_is_no_record_of_an_unknown_kind(client: Client) -> None:
    made = grant()
    sign_in(client, (Role.REPORTER, GIVER))

    assert client.get(reverse("budget:record", args=[made.pk, "hadiah"])).status_code == 404


def test_a_sum_is_stated_with_its_tranches(client: Client) -> None:
    made = grant(amount=None)
    sign_in(client, (Role.REPORTER, GIVER))
    address = reverse("budget:state", args=[made.pk])
    assert "NPHD ditandatangani" in text(client.get(address))
    wanted = form(tahap="signed", jumlah="1.000", rencana="400; 600", nomor="NPHD 7")

    refused = client.post(address, {**wanted, "rencana": "400;500", "berkas": pdf()})
    done = client.post(address, {**wanted, "berkas": pdf()})

    assert "tidak sama dengan nilai NPHD" in text(refused)
    assert done.status_code == 302
    row = Sum.objects.get()
    assert (row.amount, row.plan) == (1_000, [400, 600])
    assert row.file_name in page(client, made)


def test_a_sum_that_is_none_is_sent_back(client: Client) -> None:
    made = grant(amount=None)
    sign_in(client, (Role.REPORTER, GIVER))

    answer = client.post(
        reverse("budget:state", args=[made.pk]), form(tahap="signed", jumlah="banyak")
    )

    assert answer.status_code == 422
    assert not Sum.objects.exists()


def test_a_neighbours_treasury_states_nothing(client: Client) -> None:
    made = grant(amount=None)
    sign_in(client, (Role.REPORTER, "74.01/bpkad"))

    assert client.get(reverse("budget:state", args=[made.pk])).status_code == 403


def test_every_step_shows_how_far_it_moved(client: Client) -> None:
    made = grant(amount=None)
    state(made, step=Step.PROPOSED, amount=50_000_000_000)
    state(made, step=Step.REVIEWED, amount=44_000_000_000)
    state(made, amount=45_000_000_000)
    reader(client)

    found = page(client, made)

    assert "\N{MINUS SIGN}Rp6,0 M" in found
    assert "+Rp1,0 M" in found


def test_a_grantee_states_its_proposal_only(client: Client) -> None:
    made = grant(amount=None)
    sign_in(client, (Role.REPORTER, GRANTEE))
    address = reverse("budget:state", args=[made.pk])

    assert "NPHD ditandatangani" not in text(client.get(address)).partition("<select")[2]
    assert "Catat usulan" in page(client, made)


def test_a_treasury_opens_a_grant_to_a_body_that_serves_it(client: Client) -> None:
    for code in (GRANTEE, "74.71/polri", "74/tni", "74.01/kpu"):
        institution(code)
    Coverage.objects.create(institution=institution("74.71/polri"), region=region("74.12"))
    sign_in(client, (Role.REPORTER, GIVER))
    address = f"{reverse('budget:open')}?pemilihan={ELECTION}"

    shown = text(client.get(address))
    strange = client.post(address, {"pemberi": GIVER, "penerima": "74.01/kpu"})
    done = client.post(address, {"pemberi": GIVER, "penerima": "74.71/polri"})
    again = client.post(address, {"pemberi": GIVER, "penerima": "74.71/polri"})

    assert "74.71/polri" in shown
    assert "74/tni" in shown
    assert "Pilih lembaga dari daftar ini saja" in text(strange)
    assert done.status_code == 302
    assert "sudah ada" in text(again)


def test_who_keeps_no_treasury_is_told_who_does(client: Client) -> None:
    sign_in(client, (Role.REPORTER, GRANTEE))

    assert "mengelola kas daerah" in text(client.get(reverse("budget:open")))


@pytest.mark.parametrize(
    ("role", "body", "opens"),
    [
        (Role.REPORTER, GIVER, True),
        (Role.REPORTER, GRANTEE, True),
        (Role.VERIFIER, "74/kpu", True),
        (Role.COORDINATOR, "74/kesbangpol", True),
        (Role.REPORTER, "74.01/kpu", False),
        (Role.READER, "74/governor", False),
    ],
)
def test_a_proof_opens_to_both_sides_and_those_over_them(
    client: Client, role: Role, body: str, *, opens: bool
) -> None:
    made = grant()
    row, agreement = enter(made), state(made, file=pdf(mark="nphd"))
    sign_in(client, (role, body))

    answers = [
        client.get(reverse("budget:entry_file", args=[row.pk])),
        client.get(reverse("budget:sum_file", args=[agreement.pk])),
    ]

    assert [one.status_code for one in answers] == [200 if opens else 403] * 2


def test_a_file_that_changed_or_is_none_is_not_given_out(client: Client) -> None:
    made = grant()
    row = enter(made)
    bare = state(made)
    files.path_of(row.file_sha256).write_bytes(b"lain")
    sign_in(client, (Role.REPORTER, GIVER))

    changed = client.get(reverse("budget:entry_file", args=[row.pk]))
    none = client.get(reverse("budget:sum_file", args=[bare.pk]))

    assert "sidik jarinya" in text(changed)
    assert "tidak membawa berkas" in text(none)


@pytest.mark.parametrize(
    ("amount", "said"),
    [(999, "Rp999"), (1_500_000, "Rp1,5 juta"), (233_390_000_000, "Rp233,3 M")],
)
def test_large_sums_are_cut_to_one_decimal(client: Client, amount: int, said: str) -> None:
    grant(amount=amount)
    reader(client)

    assert f"disepakati {said}" in text(client.get(INDEX))
