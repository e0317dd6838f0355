"""Pairs for review: masked, noted, answered, answered anew; the line in the run's folder."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from serentak.desk.accounts.models import Role
from serentak.desk.audit.actions import flaws
from serentak.desk.audit.models import Line
from serentak.desk.register import actions, evidence, facts, reviews, tables
from serentak.desk.register.models import Run
from serentak.desk.register.reviews import Review, Verdict
from serentak.engine.errors import BadData, NotAllowed
from tests.desk.factories import member
from tests.desk.moment import NOW
from tests.desk.register.folders import NAMES, Made
from tests.desk.register.runs import KPU, VILLAGE, in_force, officer, recorded
from tests.desk.visits import sign_in, text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def run() -> Run:
    return recorded(made=Made(pairs=12))


def waiting(run: Run) -> list[tables.Waiting]:
    return tables.waiting(actions.place_of(run))


def address(run: Run, query: str = "") -> str:
    return reverse("register:pairs", args=[run.pk]) + query


def answer(run: Run, key: str, verdict: Verdict = Verdict.SAME, reason: str = "Akta sama") -> None:
    actions.decide(run, key=key, verdict=verdict, reason=reason, by=officer(), at=NOW)


def still_open(run: Run) -> int:
    return facts.of_region(run, run.region_id).pairs_open


def test_the_page_shows_masked_numbers_and_nobody(client: Client, run: Run) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    page = text(client.get(address(run)))

    assert page.count("7412••••••••") == 20
    assert "tanggal lahir sama" in page.lower()
    assert "Menentang:" in page
    assert not any(name.lower() in page.lower() for name in NAMES)
    for pair in waiting(run):
        assert pair.id_a not in page
    assert "1990" not in page


def test_every_look_leaves_a_line_with_keys_and_a_count(client: Client, run: Run) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    client.get(address(run))
    client.get(address(run, "?hal=2"))

    lines = Line.objects.filter(act="register.pairs_seen")
    assert [line.details["count"] for line in lines] == [10, 2]
    keys = {pair.key for pair in waiting(run)}
    assert {key for line in lines for key in line.details["pairs"]} == keys
    assert all("7412" not in str(line.details) for line in lines)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTER_OFFICER])
def test_nobody_else_opens_pairs_and_a_refusal_reads_nothing(
    client: Client, run: Run, role: Role
) -> None:
    sign_in(client, (role, KPU))

    assert client.get(address(run)).status_code == 403
    with pytest.raises(NotAllowed):
        actions.look(run, region="", answered=False, page=(10, 0), by=member((role, KPU)), at=NOW)
    assert not Line.objects.filter(act="register.pairs_seen").exists()


def test_an_officer_of_another_body_is_refused_even_when_the_run_counts(client: Client) -> None:
    run = in_force()
    sign_in(client, (Role.REGISTER_OFFICER, "74/kpu"))

    assert client.get(address(run)).status_code == 403


def test_an_answer_is_kept_with_author_and_reason(client: Client, run: Run) -> None:
    user = sign_in(client, (Role.REGISTER_OFFICER, KPU))
    pair = waiting(run)[0]

    sent = {"pasangan": pair.key, "jawab": "different", "alasan": "Kembar menurut akta"}
    client.post(address(run), sent)

    kept = reviews.standing(actions.place_of(run))[pair.key]
    assert (kept.id_a, kept.id_b, kept.verdict, kept.reason, kept.by) == (
        pair.id_a,
        pair.id_b,
        Verdict.DIFFERENT,
        "Kembar menurut akta",
        user.pk,
    )
    assert still_open(run) == 11
    line = Line.objects.get(act="register.pair_decided")
    assert line.details == {"pairs": [pair.key], "verdict": "different"}
    assert [*flaws()] == []


def test_an_answered_pair_moves_to_the_answered_ones(client: Client, run: Run) -> None:
    pair = waiting(run)[0]
    answer(run, pair.key)
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    left = text(client.get(address(run)))
    done = text(client.get(address(run, "?lihat=terjawab")))

    assert f'id="{pair.key}"' not in left
    assert f'id="{pair.key}"' in done
    assert "Akta sama" in done
    assert "Tarik jawaban" in done


def test_a_later_answer_counts_and_the_earlier_one_stays_written(run: Run) -> None:
    pair = waiting(run)[0]

    answer(run, pair.key, Verdict.SAME)
    answer(run, pair.key, Verdict.UNSURE, "Tanya desa dulu")
    unsure = still_open(run)
    answer(run, pair.key, Verdict.DIFFERENT, "Desa: kembar")
    answer(run, pair.key, Verdict.WITHDRAWN, "Salah baris")

    assert unsure == 12
    assert still_open(run) == 12
    assert pair.key not in reviews.standing(actions.place_of(run))
    assert len((actions.place_of(run) / reviews.FILE).read_text().splitlines()) == 4


def test_the_same_answer_sent_twice_is_written_once(run: Run) -> None:
    pair = waiting(run)[0]

    answer(run, pair.key)
    answer(run, pair.key)

    assert len((actions.place_of(run) / reviews.FILE).read_text().splitlines()) == 1
    assert still_open(run) == 11


def test_an_answer_needs_a_reason_a_pair_and_something_to_take_back(run: Run) -> None:
    key = waiting(run)[0].key

    with pytest.raises(BadData, match="Alasannya belum diisi"):
        answer(run, key, reason=" ")
    with pytest.raises(BadData, match=r"U\+200B"):
        answer(run, key, reason="Akta\u200b sama")
    with pytest.raises(BadData, match="tidak ada dalam putaran ini"):
        answer(run, "0" * 16)
    with pytest.raises(BadData, match="tidak ada dalam putaran ini"):
        answer(run, "")
    with pytest.raises(BadData, match="belum dijawab"):
        answer(run, key, Verdict.WITHDRAWN)


def test_when_the_line_cannot_be_written_nothing_happened(run: Run) -> None:
    pair = waiting(run)[0]
    (actions.place_of(run) / reviews.FILE).mkdir()

    with pytest.raises(OSError, match="directory"):
        reviews.add(actions.place_of(run), _review(pair))
    with pytest.raises(OSError, match="directory"):
        answer(run, pair.key)

    assert still_open(run) == 12
    assert not Line.objects.filter(act="register.pair_decided").exists()


def test_a_line_that_only_half_fits_on_the_disk_is_no_answer(run: Run) -> None:
    first, second = waiting(run)[:2]
    place = actions.place_of(run)
    answer(run, first.key)
    most = (place / reviews.FILE).stat().st_size + 20

    with _files_up_to(most), pytest.raises(BadData, match="Jawaban tidak tersimpan"):
        reviews.add(place, _review(second))
    assert set(reviews.standing(place)) == {first.key}

    reviews.add(place, _review(second))
    assert set(reviews.standing(place)) == {first.key, second.key}


@contextmanager
def _files_up_to(size: int) -> Iterator[None]:
    """As on a disk that is nearly full: a file that would grow further is written in part."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _review(pair: tables.Waiting) -> reviews.Review:
    return reviews.Review(
        id_a=pair.id_a,
        id_b=pair.id_b,
        kind=pair.kind,
        verdict=Verdict.SAME,
        reason="Akta sama",
        by=1,
        at=NOW,
    )


def test_answers_that_contradict_each_other_are_told(client: Client, run: Run) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))
    first, second = waiting(run)[:2]
    also_waiting = _also_paired(run, second.id_a, first.id_b, "review")
    _also_paired(run, first.id_a, second.id_a, "auto")
    answer(run, first.key, Verdict.SAME)
    answered = address(run, "?lihat=terjawab")
    assert "bertentangan" not in text(client.get(answered)).lower()

    answer(run, also_waiting, Verdict.DIFFERENT)

    page = text(client.get(answered))
    assert actions.torn(run) == {also_waiting}
    assert "1 jawaban “orang berbeda” bertentangan dengan keputusan lain" in page
    assert page.count("Bertentangan dengan keputusan lain") == 1
    answer(run, also_waiting, Verdict.SAME)
    assert actions.torn(run) == frozenset()


def _also_paired(run: Run, one: str, other: str, decision: str) -> str:
    """One pair more in the run's table; its key."""
    file = actions.place_of(run) / "matches.parquet"
    known = pq.read_table(file)
    low, high = sorted((one, other))
    pair = {**known.to_pylist()[0], "id_a": low, "id_b": high, "decision": decision}
    more = pa.Table.from_pylist([pair], schema=known.schema)
    pq.write_table(pa.concat_tables([known, more]), file)
    return Review(
        id_a=low, id_b=high, kind="", verdict=Verdict.UNSURE, reason="", by=None, at=NOW
    ).key


def test_half_a_line_is_no_decision_and_makes_room_for_the_next(run: Run) -> None:
    first, second = waiting(run)[:2]
    place = actions.place_of(run)
    answer(run, first.key)
    with (place / reviews.FILE).open("a") as file:
        file.write('{"id_a": "half')

    assert set(reviews.standing(place)) == {first.key}
    answer(run, second.key)
    assert set(reviews.standing(place)) == {first.key, second.key}


def test_a_broken_line_stops_everything_with_its_number(run: Run) -> None:
    place = actions.place_of(run)
    answer(run, waiting(run)[0].key)
    with (place / reviews.FILE).open("a") as file:
        file.write('{"verdict": "same"}\n')

    with pytest.raises(BadData, match="Baris 2"):
        answer(run, waiting(run)[1].key)


def test_a_form_without_a_reason_keeps_the_pair_and_says_why(client: Client, run: Run) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))
    key = waiting(run)[0].key

    page = client.post(address(run), {"pasangan": key, "jawab": "same", "alasan": ""})

    assert page.status_code == 422
    assert "Tulis singkat dasar jawabannya" in text(page)
    assert "<title>Galat:" in text(page)


def test_pairs_are_narrowed_to_a_district(client: Client, run: Run) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    here = text(client.get(address(run, f"?wilayah={VILLAGE[:8]}")))
    strange = text(client.get(address(run, "?wilayah=74.01.01&hal=x")))

    assert here.count('class="pair"') == 10
    assert strange.count('class="pair"') == 10  # a district without pairs is not asked for
    beyond = text(client.get(address(run, f"?hal={10**30}")))
    assert beyond.count('class="pair"') == 10  # nor is a page that cannot be


def test_the_number_of_queries_does_not_grow_with_the_pairs(
    client: Client, run: Run, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    with django_assert_max_num_queries(20):
        client.get(address(run))


def test_reasons_lose_long_numbers_and_keep_their_side() -> None:
    found = evidence.reasons(
        "+ NIK 7412010101 mirip; − alamat sama;; nama sama; KK kosong; tanggal lahir berbeda"
    )

    assert [(one.supports, one.words) for one in found] == [
        (True, "NIK •••• mirip"),
        (False, "alamat sama"),
        (True, "nama sama"),
        (False, "KK kosong"),
        (False, "tanggal lahir berbeda"),
    ]


def test_an_answered_pair_that_the_matcher_now_decides_can_still_be_withdrawn(
    client: Client, run: Run
) -> None:
    place, pair = actions.place_of(run), waiting(run)[0]
    answer(run, pair.key, Verdict.DIFFERENT)
    settled = still_open(run)
    _decided_by_the_matcher(place)
    sign_in(client, (Role.REGISTER_OFFICER, KPU))

    page = text(client.get(address(run, "?lihat=terjawab")))
    answer(run, pair.key, Verdict.WITHDRAWN, "Salah baris")

    assert "Tarik jawaban" in page
    assert pair.key not in reviews.standing(place)
    assert still_open(run) == settled
    with pytest.raises(BadData, match="tidak ada dalam putaran ini"):
        answer(run, pair.key)


def _decided_by_the_matcher(place: Path) -> None:
    table = pq.read_table(place / "matches.parquet")
    auto = pa.array(["auto"] * len(table))
    n = table.column_names.index("decision")
    pq.write_table(table.set_column(n, "decision", auto), place / "matches.parquet")
