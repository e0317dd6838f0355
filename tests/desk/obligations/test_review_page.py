"""Deciding on the page: the verdict, its reason, and who may open the file."""

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.home.simulation import SOURCE
from serentak.desk.obligations.facts import template
from serentak.desk.obligations.models import Decision, Evidence, Verdict
from serentak.desk.obligations.words import simulated
from serentak.engine.law.model import Nature
from tests.desk.factories import acting, decide, duty, report
from tests.desk.moment import NOW
from tests.desk.uploads import pdf
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db
VERIFIER = (Role.VERIFIER, "74/kpu")


@pytest.fixture
def evidence() -> Evidence:
    return report(duty("74.12/kpu"), file=pdf(), title="SK penetapan")


def settle(client: Client, evidence: Evidence, **values: str) -> Answer:
    return client.post(f"/bukti/{evidence.pk}/periksa/", values)


def test_a_verdict_leads_back_to_the_duty(client: Client, evidence: Evidence) -> None:
    sign_in(client, VERIFIER)

    answer = settle(client, evidence, putusan="accepted")

    assert answer["Location"] == f"/kewajiban/{evidence.obligations.get().pk}/"
    assert Decision.objects.get().verdict == Verdict.ACCEPTED


def test_a_return_carries_the_chosen_reason_and_the_message(
    client: Client, evidence: Evidence
) -> None:
    sign_in(client, VERIFIER)

    settle(client, evidence, putusan="returned", alasan="tak-terbaca", pesan="Halaman 2 buram")

    assert Decision.objects.get().reason == "Dokumen tidak terbaca. Halaman 2 buram"


def test_a_partial_acceptance_carries_its_share(client: Client, evidence: Evidence) -> None:
    sign_in(client, VERIFIER)

    settle(client, evidence, putusan="partial", persen="60", alasan="lain", pesan="Satu kecamatan")

    decision = Decision.objects.get()
    assert (decision.percent, decision.reason) == (60, "Satu kecamatan")


def test_a_reason_left_over_from_another_choice_is_not_kept(
    client: Client, evidence: Evidence
) -> None:
    sign_in(client, VERIFIER)

    settle(client, evidence, putusan="accepted", alasan="salah", persen="50")

    decision = Decision.objects.get()
    assert (decision.percent, decision.reason) == (None, "")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Pilih terima, terima sebagian, atau kembalikan"),
        ({"putusan": "mungkin"}, "Pilih terima, terima sebagian, atau kembalikan"),
        ({"putusan": "returned"}, "Pilih alasannya"),
        ({"putusan": "returned", "alasan": "lain"}, "Tulis alasannya dengan kata-kata"),
        ({"putusan": "partial", "alasan": "kurang"}, "Tulis persentase yang terbukti"),
        ({"putusan": "partial", "alasan": "kurang", "persen": "100"}, "persentase 1 sampai 99"),
        ({"putusan": "partial", "alasan": "kurang", "persen": "banyak"}, "persentase 1 sampai 99"),
    ],
)
def test_a_half_filled_verdict_is_named_in_a_sentence_and_stays_typed(
    client: Client, evidence: Evidence, values: dict[str, str], sentence: str
) -> None:
    sign_in(client, VERIFIER)
    message = {} if values.get("alasan") == "lain" else {"pesan": "Mohon dilengkapi"}

    answer = settle(client, evidence, **values, **message)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert all(word in text(answer) for word in message.values())
    assert not Decision.objects.exists()


def test_a_second_verdict_is_refused_on_the_page(client: Client, evidence: Evidence) -> None:
    decide(evidence)
    sign_in(client, VERIFIER)

    answer = settle(client, evidence, putusan="accepted")

    assert answer.status_code == 422
    assert "sudah diputus" in text(answer)


def test_ones_own_evidence_shows_no_form(client: Client) -> None:
    user = sign_in(client, VERIFIER, (Role.REPORTER, "74/kpu"))
    own = report(duty("74/kpu"), by=acting(user))

    shown = text(client.get(f"/bukti/{own.pk}/periksa/"))
    refused = settle(client, own, putusan="accepted")

    assert "Simpan putusan" not in shown
    assert refused.status_code == 422
    assert not Decision.objects.exists()


def test_a_measured_duty_without_its_number_warns_the_verifier(client: Client) -> None:
    bare = report(duty("74.12/kpu", nth=9))
    counted = report(duty("74.12/kpu", nth=10), value=9, total=9, unit="anggota PPS")
    sign_in(client, VERIFIER)

    warned = text(client.get(f"/bukti/{bare.pk}/periksa/"))
    calm = text(client.get(f"/bukti/{counted.pk}/periksa/"))

    assert "tetapi laporan ini tanpa angka" in warned
    assert "tetapi laporan ini tanpa angka" not in calm


@pytest.mark.parametrize(
    ("nature", "word"), [(Nature.TARGET, "sasaran"), (Nature.LAW, "batas")], ids=str
)
def test_the_day_on_the_review_is_a_target_or_a_limit(
    client: Client, nature: Nature, word: str
) -> None:
    evidence = report(duty("74.12/kpu", nature=nature))
    sign_in(client, VERIFIER)

    assert f"{word} 1 Nov 2024" in text(client.get(f"/bukti/{evidence.pk}/periksa/"))


def test_simulated_evidence_is_told_in_english_and_an_offices_words_stay(client: Client) -> None:
    row = duty("74.12/kpu")
    made = template(row)
    usual = {"institution": row.institution, "kind": "date", "event_on": NOW.date()}
    invented = Evidence.objects.create(
        title=simulated(made.proof), source=SOURCE, simulated=True, reported_at=NOW, **usual
    )
    invented.obligations.set([row])
    written = report(row, title="SK penetapan 12/2024")
    sign_in(client, VERIFIER)
    client.cookies["bahasa"] = "en"

    shown = text(client.get(f"/bukti/{invented.pk}/periksa/"))
    other = text(client.get(f"/bukti/{written.pk}/periksa/"))

    assert f"Simulated: {made.proof_en}" in shown
    assert "Simulated data for the demonstration, not a real event" in shown
    assert '<span lang="id">SK penetapan 12/2024</span>' in other


def test_a_file_used_before_is_pointed_out(client: Client, evidence: Evidence) -> None:
    again = report(duty("74.12/kpu", nth=1), file=pdf("nama-lain.pdf"), title="SK lain")
    sign_in(client, VERIFIER)

    shown = text(client.get(f"/bukti/{again.pk}/periksa/"))

    assert "Berkas yang sama sudah dipakai" in shown
    assert str(evidence) in shown


@pytest.mark.parametrize(
    ("role", "published", "opens"),
    [
        ((Role.REPORTER, "74.12/kpu"), False, True),
        ((Role.READER, "74.12/kpu"), False, True),
        ((Role.VERIFIER, "74/kpu"), False, True),
        ((Role.VERIFIER, "74/bawaslu"), False, False),
        ((Role.REPORTER, "74.12/bawaslu"), False, False),
        ((Role.COORDINATOR, "74/kesbangpol"), False, False),
        ((Role.REPORTER, "74.12/bawaslu"), True, True),
        ((Role.COORDINATOR, "74/kesbangpol"), True, True),
    ],
)
def test_a_file_opens_for_its_body_its_verifier_or_when_published(
    client: Client, *, role: tuple[Role, str], published: bool, opens: bool
) -> None:
    row = duty("74.12/kpu")
    evidence = report(row, file=pdf("sk.pdf"), published=published)
    sign_in(client, role)

    answer = client.get(f"/bukti/{evidence.pk}/berkas/")
    shown = text(client.get(f"/kewajiban/{row.pk}/"))

    assert answer.status_code == (200 if opens else 403)
    assert (f"/bukti/{evidence.pk}/berkas/" in shown) is opens
    assert ("berkas tertutup" in shown) is not opens
