"""Numbers that disagree, claims without proof, dates that do not fit: computed, and no side taken."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from serentak.desk.accounts.models import Role
from serentak.desk.figures import proofs
from serentak.desk.law import facts as law_facts
from serentak.desk.obligations.models import AnchorEvent, Obligation, Verdict
from tests.desk.factories import ELECTION, decide, duty, institution, region, report
from tests.desk.figures.numbers import claim, contradiction, figure
from tests.desk.moment import NOW
from tests.desk.uploads import pdf
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
PAGE = "/pertentangan/"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def reader(client: Client) -> None:
    sign_in(client, (Role.READER, "74/kesbangpol"))


def found(**more: bool) -> list[tuple[str, int]]:
    rows = proofs.misfits(ELECTION, at=NOW, simulated=more.get("simulated", True))
    return [(one.finding.slip, one.finding.days) for one in rows]


# ---------------------------------------------------------------- numbers


def test_the_title_counts_unanswered_numbers_and_unproven_claims(client: Client) -> None:
    contradiction("100", "90")
    contradiction("8154", "8155", resolution="Dipakai 8.154.")
    claim()

    page = text(client.get(PAGE))

    assert "1 angka berselisih belum dijawab, 1 pernyataan tanpa bukti" in page
    assert "1 lain sudah terjelaskan" in page
    assert "terbuka 31 hari" in page
    assert "Desk tidak memihak." in page


def test_nothing_to_show_says_so(client: Client) -> None:
    page = text(client.get(PAGE))

    assert "Tidak ada perselisihan angka" in page
    assert "Semua yang dinyatakan sudah punya bukti." in page
    assert "Tidak ada bukti yang tanggalnya tidak cocok." in page


def test_a_disagreement_opens_when_both_sides_are_public(client: Client) -> None:
    contradiction("100", "90", b_on="2024-10")

    assert "0 angka berselisih" in text(client.get(PAGE))
    assert "1 angka berselisih" in text(client.get(f"{PAGE}?at=2024-10-31"))


def test_two_values_that_rest_on_no_source_stand_last(client: Client) -> None:
    contradiction("1", "2", place="00", title="Nasional", answers=None)
    contradiction("3", "4", title="Ingatan", confidence="memory")
    contradiction("5", "6", title="Taksiran", confidence="estimate")
    contradiction("7", "8", place="74.01", title="Kabupaten")
    contradiction("9", "10", title="Provinsi")

    page = text(client.get(PAGE))

    order = [page.index(one) for one in ("Provinsi<", "Kabupaten<", "Nasional<")]
    order += [page.index(one) for one in ("Taksiran<", "Ingatan <")]
    assert order == sorted(order)


def test_what_the_desk_counts_with_leads(client: Client) -> None:
    figure(5, place="74.02")
    contradiction("5", "6", place="74.02", title="Dipakai")
    contradiction("9", "10", title="Belum")

    page = text(client.get(PAGE))

    assert page.index("Dipakai<") < page.index("Belum<")


def test_what_is_on_record_is_told_in_english(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    contradiction("86,47", "tinggi", b_value_en="high", effect="Ukuran.", effect_en="The size.")
    contradiction("1", "2", resolution="Dipakai 1.", resolution_en="In use: 1.")

    page = text(client.get(PAGE))

    assert "86.47" in page
    assert "high" in page
    assert "The size." in page
    assert "In use: 1." in page
    assert "Ukuran." not in page


def test_what_the_rules_find_is_not_told_twice(client: Client) -> None:
    figure(100)
    figure(90, standing="conflict")
    figure(80, standing="conflict")
    contradiction("100", "90; 70")

    page = text(client.get(PAGE))

    assert "2 angka berselisih" in page
    assert page.count("ditemukan desk") == 1


def test_an_unanswered_one_says_what_the_figures_go_by(client: Client) -> None:
    figure(184_500, place="74.02", standing="estimate", confidence="estimate")
    contradiction("184.500", "172.952", place="74.02")
    contradiction("7", "8", place="74.02")

    page = text(client.get(PAGE))

    assert "taksiran; angka resminya tidak ditemukan" in page
    assert "belum ada yang dipakai" in page


def test_the_sum_of_regencies_speaks_for_one_side(client: Client) -> None:
    institution("74/kpu")
    figure(300, body="kpu 74")
    figure(310, standing="conflict")
    figure(299, standing="conflict")
    figure(310, place="74.01")

    page = text(client.get(PAGE))

    assert "Jumlah 1 daerah, 310, sama dengan yang kanan." in page
    assert "Jumlah 1 daerah, 310, tidak sama dengan keduanya." in page
    assert "/lembaga/74/kpu/" in page
    figure(300, place="74.01", dated="2024-09-25")
    assert "sama dengan yang kiri" in text(client.get(PAGE))


def test_with_two_rivals_and_nothing_in_use_the_page_says_so(client: Client) -> None:
    figure(95, standing="conflict")
    figure(218, standing="conflict")
    contradiction("95", "218")

    page = text(client.get(PAGE))

    assert "belum ada yang dipakai" in page
    assert "Mengapa yang kiri dipakai" not in page


def test_a_value_that_happens_to_be_a_figure_of_another_unit_is_not_in_use(client: Client) -> None:
    figure(7, place="74.02", measure="boxes", unit="kotak")
    contradiction("7", "8", place="74.02")

    assert "belum ada yang dipakai" in text(client.get(PAGE))


def test_gaps_are_counted_between_what_can_be_counted(client: Client) -> None:
    figure(0)
    figure(90, standing="conflict")
    contradiction("-3384", "+0,8 persen", unit="")
    contradiction("86,47", "86,67", unit="persen")
    contradiction("2024-11-03", "2024-11", unit="")

    page = text(client.get(PAGE))

    for told in ("berbeda isi", "0,20 poin persen", "3 November 2024", "\N{MINUS SIGN}3.384"):
        assert told in page


# ---------------------------------------------------------------- claims


def test_a_claim_stays_open_until_every_duty_it_names_is_shown() -> None:
    one, two = duty("74.12/kpu"), duty("74.12/kpu", nth=1)
    claim(one.template, two.template)

    decide(report(one, file=pdf()))
    assert len(proofs.claims(ELECTION, at=NOW)) == 1

    decide(report(two, file=pdf(mark="2")))
    assert proofs.claims(ELECTION, at=NOW) == []


def test_a_date_alone_proves_no_claim(client: Client) -> None:
    one = duty("74.12/kpu")
    claim(one.template, institution=one.institution)
    decide(report(one))

    page = text(client.get(PAGE))

    assert "2 pernyataan tanpa bukti" in page
    assert "dilaporkan tanpa dokumen" in page
    assert f"/kewajiban/{one.pk}/" in page


def test_a_returned_bare_report_is_no_report() -> None:
    one = report(duty("74.12/kpu"))
    assert len(proofs.bare(ELECTION, at=NOW)) == 1

    decide(one, Verdict.RETURNED)
    assert proofs.bare(ELECTION, at=NOW) == []


def test_a_bare_report_stood_until_it_was_returned() -> None:
    one = report(duty("74.12/kpu"), at=NOW - HOUR)
    decide(one, Verdict.RETURNED, at=NOW)

    before = proofs.bare(ELECTION, at=NOW - HOUR)

    assert [evidence for _duty, evidence in before] == [one]
    assert proofs.bare(ELECTION, at=NOW) == []


def test_a_document_that_a_bare_correction_replaced_proves_nothing() -> None:
    row = duty("74.12/kpu")
    claim(row.template, institution=row.institution)
    old = report(row, file=pdf())
    decide(old, at=NOW - HOUR)
    new = report(row, supersedes=old)
    decide(new)

    before, after = NOW - HOUR, NOW

    assert (proofs.claims(ELECTION, at=before), proofs.bare(ELECTION, at=before)) == ([], [])
    assert len(proofs.claims(ELECTION, at=after)) == 1
    assert proofs.bare(ELECTION, at=after) == [(row, new)]


def test_a_claim_is_not_known_before_it_was_made(client: Client) -> None:
    claim(dated="2024-10")
    claim("tidak.dikenal", dated="", expects="Berita acara")

    page = text(client.get(PAGE))

    assert "1 pernyataan tanpa bukti" in page
    assert "tanpa tanggal" in page
    assert "Berita acara" in page


# ---------------------------------------------------------------- dates


def test_accepted_late_is_found_and_waiting_is_not() -> None:
    due = NOW.date() - timedelta(days=9)
    decide(report(duty("74.12/kpu", due=due)))
    report(duty("74.12/kpu", nth=1, due=due))

    assert found() == [("late", 9)]


def test_simulated_evidence_can_be_left_out(client: Client) -> None:
    due = NOW.date() - timedelta(days=9)
    decide(report(duty("74.12/kpu", due=due)))
    row = decide(report(duty("74.13/kpu", due=due))).evidence
    type(row).objects.filter(pk=row.pk).update(simulated=True)

    assert (len(found()), len(found(simulated=False))) == (2, 1)
    assert "1 nyata dari 2" in text(client.get(PAGE))
    assert "Tampilkan simulasi" in text(client.get(f"{PAGE}?simulasi=0"))


def _paid(on: date) -> Obligation:
    """The first tranche, which follows the signing of the grant."""
    after = proofs.followers(law_facts.election(ELECTION))
    row = duty("74.12/kpu", due=date(2024, 12, 1))
    Obligation.objects.filter(pk=row.pk).update(template="pilkada.budget.tranche1-kpu")
    assert "pilkada.budget.tranche1-kpu" in after
    report(row, event_on=on)
    return row


def _signed(on: date, **more: object) -> None:
    AnchorEvent.objects.create(
        election=ELECTION,
        region=region("74.12"),
        name="nphd-signed:kpu",
        on=on,
        **{"recorded_at": NOW, **more},
    )


def test_money_paid_before_the_grant_was_signed_is_found() -> None:
    _paid(date(2024, 9, 1))
    assert found() == []

    _signed(date(2024, 9, 5))
    assert found() == [("before", 4)]


def test_an_event_accuses_nobody_before_it_was_recorded() -> None:
    _paid(date(2024, 9, 1))
    signed = {"recorded_by": 1, "recorded_at": NOW + HOUR}
    _signed(date(2024, 9, 5), **signed)

    before = proofs.misfits(ELECTION, at=NOW, simulated=True)
    after = proofs.misfits(ELECTION, at=NOW + HOUR, simulated=True)

    assert (len(before), len(after)) == (0, 1)


def test_an_event_the_desk_was_loaded_with_counts_from_its_own_day() -> None:
    _paid(date(2024, 9, 1))
    _signed(date(2024, 9, 5), recorded_at=NOW + HOUR)

    assert found() == [("before", 4)]


def test_a_signing_known_only_roughly_accuses_nobody() -> None:
    _paid(date(2024, 9, 1))
    _signed(date(2024, 9, 5), precise=False)

    assert found() == []


def test_the_minute_of_an_event_counts_on_its_own_day() -> None:
    _paid(date(2024, 9, 1))
    _signed(date(2024, 9, 5), moment=NOW.replace(month=9, day=5))

    assert found() == [("before", 4)]


def test_a_report_of_what_has_not_happened_yet_is_found(client: Client) -> None:
    row = report(duty("74.12/kpu"))
    type(row).objects.filter(pk=row.pk).update(event_on=NOW.date() + timedelta(days=2))

    assert found() == [("ahead", 2)]
    assert "Dilaporkan 2 hari sebelum" in text(client.get(f"{PAGE}?jenis=ahead"))
    assert "Dilaporkan 2 hari sebelum" not in text(client.get(f"{PAGE}?jenis=late"))


def test_all_three_kinds_download_as_one_sheet(client: Client) -> None:
    contradiction("100", "90")
    claim()
    decide(report(duty("74.12/kpu", due=NOW.date() - timedelta(days=9))))

    _heads, *rows = sheet(client.get(f"{PAGE}?unduh=xlsx"))

    assert [row[0] for row in rows] == [
        "angka berselisih",
        "pernyataan tanpa bukti",
        "dilaporkan tanpa dokumen",
        "diterima meski terlambat",
    ]


def test_more_rows_ask_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(1, 9):
        decide(report(duty(f"74.{n:02}/kpu", due=NOW.date() - timedelta(days=n))))
        figure(100, place=f"74.{n:02}")
        figure(90, place=f"74.{n:02}", standing="conflict")
        claim(place=f"74.{n:02}")

    with django_assert_max_num_queries(20):
        client.get(PAGE)


def test_the_page_says_what_it_counts_and_leads_to_its_parts(client: Client) -> None:
    contradiction("100", "90")
    claim()

    page = text(client.get(PAGE))

    assert "yang dicatat dari semua pemilihan (1) dan yang ditemukan aturan" in page
    assert all(f'href="#{part}"' in page for part in ("h-beda", "h-klaim", "h-tgl"))
    assert all(f'id="{part}"' in page for part in ("h-beda", "h-klaim", "h-tgl"))
    assert 'href="/angka/' in page
    assert 'href="/pertentangan/' in text(client.get("/angka/"))


def test_a_claim_is_told_in_english_to_who_reads_english(client: Client) -> None:
    claim(text="Logistik disebut siap", text_en="Supplies were said to be ready")
    client.cookies["bahasa"] = "en"

    page = text(client.get(PAGE))

    assert "Supplies were said to be ready" in page
    assert "Logistik disebut siap" not in page
