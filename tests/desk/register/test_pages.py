"""What the pages of runs show, and the arithmetic behind their pictures."""

import pytest
from django.test import Client
from django.urls import reverse

from serentak.desk.accounts.models import Role
from serentak.desk.register import pages, words
from serentak.desk.register.models import Run
from serentak.desk.register.waterfall import waterfall
from tests.desk.register.folders import Made, Village
from tests.desk.register.runs import KPU, VILLAGE, in_force, recorded
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
WORSE = (("nik-form", "error", 9), ("kk-missing", "warning", 1))


@pytest.fixture
def signed(client: Client) -> Client:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))
    return client


def page(client: Client, run: Run, name: str = "run") -> str:
    return text(client.get(reverse(f"register:{name}", args=[run.pk])))


def test_a_run_says_what_blocks_and_how_that_changed(signed: Client) -> None:
    first, second = recorded(made=Made(findings=WORSE)), recorded()

    assert "9 temuan menghalangi penetapan" in page(signed, first)
    assert "Temuan berkurang 7 sejak putaran 1, 2 masih menghalangi" in page(signed, second)
    assert "−7" in page(signed, second)


def test_a_run_that_got_worse_and_one_that_is_clean_say_so(signed: Client) -> None:
    recorded(made=Made(findings=()))
    worse = recorded(made=Made(findings=WORSE))
    same = recorded(made=Made(findings=WORSE))

    assert "Temuan bertambah 9 sejak putaran 1" in page(signed, worse)
    assert "9 temuan menghalangi penetapan" in page(signed, same)
    clean = recorded(made=Made(findings=(), pairs=0))
    assert "Tidak ada pasangan yang menunggu jawaban" in page(signed, clean)


def test_a_clean_first_run_says_so(signed: Client) -> None:
    run = recorded(made=Made(findings=()))

    assert "Tidak ada temuan yang menghalangi penetapan" in page(signed, run)
    assert "Tidak ada temuan." in page(signed, run)


def test_rules_that_found_nothing_are_not_counted(signed: Client) -> None:
    recorded(made=Made(findings=WORSE))
    now = recorded(made=Made(findings=WORSE[:1]))

    assert "9 temuan menurut 1 aturan" in page(signed, now)


def test_an_upload_is_called_by_its_turn(signed: Client) -> None:
    digest = "ab" * 32
    uploaded = {"name": f"{digest}.csv", "bytes": 1, "rows": 9, "sha256": digest}
    run = recorded(made=Made(changes={"inputs": [uploaded]}))

    shown = page(signed, run)

    assert "unggahan ke-1" in shown
    assert digest not in shown


def test_a_trial_is_titled_by_its_stations(signed: Client) -> None:
    recorded(made=Made(findings=WORSE))
    trial = recorded(trial=True)

    assert f"Percobaan batas 20: {trial.stations} TPS" in page(signed, trial)


def test_a_bar_is_cited_by_the_law_of_its_own_election(signed: Client) -> None:
    children = (("under-age", "note", 3),)
    regional = recorded(made=Made(findings=children))
    general = recorded(made=Made(findings=children, election="pemilu-2024"), election="pemilu-2024")

    assert "UU 1/2015 Ps 56(1)" in page(signed, regional)
    assert "UU 7/2017 Ps 198(1)" in page(signed, general)
    assert words.cite("nik-form", "pilkada") == "PP 37/2007 Ps 37"


def test_the_list_marks_what_counts_now(signed: Client) -> None:
    in_force(), in_force(made=Made(villages=(Village(code=VILLAGE, rts=(5, 4)),)))
    recorded(trial=True)

    shown = text(signed.get("/data-pemilih/"))

    assert "27 pemilih menurut putaran yang berlaku" in shown
    assert all(f">{said}</span>" in shown for said in ("berlaku", "digantikan", "percobaan"))
    assert "Dari versi ke versi" in shown


def test_an_empty_list_says_who_begins(signed: Client) -> None:
    assert "Belum ada putaran" in text(signed.get("/data-pemilih/"))


def test_findings_by_village_can_be_narrowed_and_taken_along(signed: Client) -> None:
    run = recorded(made=Made(findings=WORSE))
    address = reverse("register:villages", args=[run.pk])

    everything = text(signed.get(address))
    one = sheet(signed.get(f"{address}?aturan=kk-missing&unduh=xlsx"))

    assert "1 desa punya temuan yang menghalangi" in everything
    assert one[1] == (VILLAGE, f"Wilayah {VILLAGE}", 38, 1, 0)


def test_two_runs_stand_side_by_side_the_older_left(signed: Client) -> None:
    older = recorded()
    newer = recorded(made=Made(cap=10, villages=(Village(code=VILLAGE, rts=(4, 4)),)), trial=True)

    shown = text(signed.get(reverse("register:compare", args=[newer.pk, older.pk])))

    assert "Batas 20 dan batas 10 berdampingan" in shown
    assert "Salah satunya percobaan" in shown
    assert "−12" in shown  # voters


def test_two_alike_runs_differ_nowhere(signed: Client) -> None:
    one, two = recorded(), recorded(made=Made(changes={"certificate": {}}))

    shown = text(signed.get(reverse("register:compare", args=[one.pk, two.pk])))

    assert "Tidak ada desa yang jumlahnya berubah" in shown
    assert "Jarak rata-rata" not in shown  # one of them did not measure it


def test_a_waterfall_floats_its_changes_between_versions() -> None:
    made = waterfall(
        [("Baris", "", 1000, True), ("Ganda", "", -100, False), ("Pemilih", "", 900, True)]
    )

    assert made.start == 800
    assert [(bar.x, bar.width, bar.edge) for bar in made.bars] == [
        (0.0, 100.0, 100.0),
        (50.0, 50.0, 50.0),
        (0.0, 50.0, 50.0),
    ]


@pytest.mark.parametrize(
    ("low", "high", "start"), [(10, 100, 0), (500, 500, 0), (900, 1000, 800), (999, 1000, 998)]
)
def test_an_axis_is_cut_only_where_everything_happens_at_its_end(
    low: int, high: int, start: int
) -> None:
    assert waterfall([("a", "", high, True), ("b", "", low, True)]).start == start


def test_the_way_to_the_voters_names_every_loss(signed: Client) -> None:
    run = recorded()
    run.excluded, run.voters = {"tni-polri": 4, "under-age": 6}, 28

    moves = pages.to_voters(run)

    assert [(value, version) for _label, _note, value, version in moves] == [
        (38, True),
        (-6, False),
        (-4, False),
        (28, True),
    ]


@pytest.mark.parametrize(
    ("kind", "probability", "said"),
    [
        ("same-person", 0.99, "hampir pasti orang yang sama"),
        ("same-person", 0.85, "mungkin sekali orang yang sama"),
        ("same-nik", 0.97, "hampir pasti dua orang"),
        ("same-nik", 0.6, "mungkin dua orang"),
        ("same-person", 0.2, "belum dapat ditimbang"),
    ],
)
def test_a_likelihood_is_said_in_words(kind: str, probability: float, said: str) -> None:
    assert words.likelihood(kind, probability) == said


def test_runs_of_two_regions_are_not_compared(client: Client) -> None:
    one, two = in_force(), in_force("74.02/kpu")
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    answer = client.get(reverse("register:compare", args=[one.pk, two.pk]))

    assert answer.status_code == 400
    assert "bukan dari pemilihan dan wilayah yang sama" in text(answer)
