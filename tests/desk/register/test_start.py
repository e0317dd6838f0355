"""From the form to the report: a run asked for, built by a real child, watched, stopped."""

import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from serentak.desk.accounts.models import Role
from serentak.desk.jobs import actions as jobs
from serentak.desk.jobs import worker
from serentak.desk.jobs.models import Job, State
from serentak.desk.register import actions, reviews, tables
from serentak.desk.register.forms import LISTS
from serentak.desk.register.models import Run, VillageCount
from serentak.desk.register.reviews import Verdict
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.register.ground import List
from tests.desk.factories import ELECTION, institution, region
from tests.desk.moment import NOW
from tests.desk.register.runs import KPU, VILLAGE, asked, officer, order, recorded
from tests.desk.register.test_files import CSV
from tests.desk.uploads import EXE, upload
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db
START = "/data-pemilih/mulai/"
# A child that refuses its first file by the name it has.
REFUSING = (
    "import pathlib, sys; name = pathlib.Path(sys.argv[1]).name; "
    "sys.stderr.write(f'serentak: Berkas {name} rusak.'); sys.exit(2)"
)


def filled(**more: object) -> dict[str, object]:
    """The form as an officer fills it in."""
    return {
        "lembaga": KPU,
        "pemilihan": ELECTION,
        "tahap": "DPS",
        "formulir": str(uuid4()),
        "berkas": upload("baik.csv", CSV),
    } | more


def sent(client: Client, **more: object) -> Answer:
    region(VILLAGE)
    return client.post(START, filled(**more))


@pytest.fixture
def signed(client: Client) -> Client:
    institution(KPU)
    sign_in(client, (Role.REGISTER_OFFICER, KPU))
    return client


def test_a_run_is_asked_for_built_and_shown(signed: Client, desk: Path) -> None:
    answer = sent(signed)
    watched = answer["Location"]
    queued = text(signed.get(watched))
    worker.until_empty()
    done = signed.get(watched)

    run = Run.objects.get()
    assert "Menunggu giliran" in queued
    assert done["Location"] == reverse("register:run", args=[run.pk])
    assert (run.stage, run.institution_id, run.job_id) == ("DPS", KPU, Job.objects.get().pk)
    assert (desk / "runs" / run.folder / "register.parquet").is_file()
    assert "Jalannya putaran" in text(signed.get(done["Location"]))


def test_the_watching_page_is_led_on_by_htmx_once_the_run_is_there(signed: Client) -> None:
    watched = sent(signed)["Location"]
    part = text(signed.get(watched, headers={"HX-Request": "true"}))
    worker.until_empty()

    on = signed.get(watched, headers={"HX-Request": "true"})

    assert part.startswith('<div id="kemajuan"')
    assert on["HX-Redirect"] == reverse("register:run", args=[Run.objects.get().pk])


def test_the_watching_page_is_loaded_anew_once_a_run_has_failed(signed: Client) -> None:
    watched = sent(signed)["Location"]
    signed.post(f"{watched}batal/")

    answer = signed.get(watched, headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


def test_progress_is_shown_step_by_step(signed: Client) -> None:
    job = asked()
    held = jobs.take(at=NOW)
    assert held is not None
    jobs.beat(held, step="match", share=0.4, words="blok 12 dari 40", at=NOW)

    page = text(signed.get(reverse("register:job", args=[job.pk])))
    jobs.beat(held, step="langkah-baru", share=0.1, words="", at=NOW)
    newer = text(signed.get(reverse("register:job", args=[job.pk])))
    jobs.beat(held, step="record", share=0.0, words="", at=NOW)
    last = text(signed.get(reverse("register:job", args=[job.pk])))

    assert page.count('class="done"') == 2
    assert "40% " in page
    assert "blok 12 dari 40" in page
    assert "langkah baru" in newer
    assert last.count('class="done"') == 5


def test_a_file_from_the_folder_serves_as_well(signed: Client, desk: Path) -> None:
    (desk / "there" / "dp4.csv").write_bytes(CSV)

    page = text(signed.get(START))
    sent(signed, berkas="", dari_folder="dp4.csv")
    worker.until_empty()

    assert 'value="dp4.csv"' in page
    assert Job.objects.get().state == State.DONE


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"berkas": ""}, "Pilih berkas register"),
        ({"berkas": upload("baik.csv", EXE)}, "Isi berkas bukan CSV"),
        ({"dari_folder": "../rahasia.csv"}, "Masukkan pilihan yang valid"),
        ({"batas": "500"}, "Batas sendiri hanya untuk percobaan"),
        ({"batas": "banyak"}, "Tulis angka bulat"),
        ({"pemilihan": "pilkada-1999"}, "Masukkan pilihan yang valid"),
        ({"lembaga": "74/kpu"}, "Masukkan pilihan yang valid"),
    ],
)
def test_what_cannot_be_run_is_said_on_the_form(
    signed: Client, more: dict[str, object], said: str
) -> None:
    answer = sent(signed, **more)

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Job.objects.exists()


def test_too_many_files_are_refused(signed: Client, settings: Settings) -> None:
    several = [upload(f"baik-{n}.csv", CSV) for n in range(41)]

    assert "Terlalu banyak berkas" in text(sent(signed, berkas=several))


def test_the_same_form_sent_twice_is_one_run(signed: Client) -> None:
    form = str(uuid4())

    one, two = sent(signed, formulir=form), sent(signed, formulir=form)

    assert one["Location"] == two["Location"]
    assert Job.objects.count() == 1


def test_a_trial_keeps_its_cap_and_asks_the_engine_for_it(signed: Client) -> None:
    sent(signed, batas="15", percobaan="1", rapat="1")
    worker.until_empty()

    run = Run.objects.get()
    assert (run.cap, run.trial) == (15, True)


@pytest.mark.parametrize(
    ("mood", "said"), [("tolak", "Kolom NIK tidak ada"), ("runtuh", "terhenti di tengah jalan")]
)
def test_a_run_that_fails_says_so_and_leaves_nothing(
    signed: Client, desk: Path, mood: str, said: str
) -> None:
    (desk / "there" / f"{mood}.csv").write_bytes(CSV)
    watched = sent(signed, berkas="", dari_folder=f"{mood}.csv")["Location"]

    worker.until_empty()

    assert said in text(signed.get(watched))
    assert [*(desk / "runs").iterdir()] == []
    assert not Run.objects.exists()


def test_a_refused_upload_is_called_by_its_turn_and_never_by_its_hash(
    signed: Client, settings: Settings
) -> None:
    settings.REGISTER_COMMAND = [sys.executable, "-c", REFUSING]
    watched = sent(signed)["Location"]

    worker.until_empty()

    assert "Berkas unggahan ke-1 rusak." in text(signed.get(watched))


def test_a_run_built_before_its_worker_died_is_not_built_again(
    signed: Client, desk: Path, settings: Settings
) -> None:
    sent(signed)
    job = Job.objects.get()
    recorded_elsewhere = recorded()
    actions.place_of(recorded_elsewhere).rename(desk / "runs" / f"putaran-{job.pk}")
    settings.REGISTER_COMMAND = ["/tidak/ada"]

    worker.until_empty()

    assert Job.objects.get().state == State.DONE
    assert Run.objects.get(job=job).folder == f"putaran-{job.pk}"


def test_a_run_is_stopped_from_its_page(signed: Client) -> None:
    watched = sent(signed)["Location"]

    signed.post(f"{watched}batal/")

    assert Job.objects.get().state == State.CANCELLED
    assert "Putaran dibatalkan" in text(signed.get(watched))
    assert worker.until_empty() == 0


def test_a_cap_of_ones_own_is_refused_outside_a_trial_and_so_is_a_run_of_nothing() -> None:
    body = institution(KPU)
    for wrong, said in ((order(cap=500), "percobaan"), (order(files=()), "Belum ada berkas")):
        with pytest.raises(BadData, match=said):
            actions.start(wrong, institution=body, form=None, by=officer(), at=NOW)


def test_only_an_officer_of_the_body_starts_and_stops() -> None:
    job = asked()

    with pytest.raises(NotAllowed):
        actions.start(
            order(), institution=institution(KPU), form=None, by=officer("74/kpu"), at=NOW
        )
    with pytest.raises(NotAllowed):
        actions.cancel(job, by=officer("74/kpu"), at=NOW)


def test_what_is_not_finished_stands_on_top_of_the_list(signed: Client) -> None:
    asked()

    assert "Sedang berjalan, atau gagal" in text(signed.get("/data-pemilih/"))


def test_lists_of_other_bodies_go_along_with_the_files(signed: Client) -> None:
    sent(signed, kematian=upload("mati.csv", CSV), tni_polri=upload("anggota.csv", CSV))

    asked_for = Job.objects.get().arguments
    assert set(asked_for["lists"]) == {"deaths", "roster"}
    assert all(place.startswith("unggahan:") for place in asked_for["lists"].values())


def test_a_list_that_cannot_be_read_is_refused_at_its_own_field(signed: Client) -> None:
    answer = sent(signed, kematian=upload("mati.csv", EXE))

    assert answer.status_code == 422
    assert 'id="kematian-galat"' in text(answer)
    assert not Job.objects.exists()


def test_the_lists_of_the_form_are_those_that_the_engine_knows() -> None:
    assert set(LISTS.values()) == set(List)


def test_a_new_run_takes_over_what_was_answered_before(signed: Client) -> None:
    before = recorded()
    pair = tables.waiting(actions.place_of(before))[0]
    actions.decide(before, key=pair.key, verdict=Verdict.SAME, reason="Akta", by=officer(), at=NOW)

    sent(signed)
    worker.until_empty()

    now = Run.objects.exclude(pk=before.pk).get()
    assert reviews.standing(actions.place_of(now))[pair.key].verdict == Verdict.SAME
    counts = VillageCount.objects.get(run=now)
    assert (counts.pairs_review, counts.pairs_settled) == (2, 1)


def test_answers_of_a_trial_or_of_another_body_are_not_taken_over(signed: Client) -> None:
    trial, other = recorded(trial=True), recorded("74.02/kpu")
    for run in (trial, other):
        (actions.place_of(run) / reviews.FILE).write_text("tidak dibaca\n")

    sent(signed)
    worker.until_empty()

    now = Run.objects.exclude(pk__in=[trial.pk, other.pk]).get()
    assert not (actions.place_of(now) / reviews.FILE).exists()
