"""Every command of `serentak law`, in every form it offers."""

import csv
import io
import json
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Terminal

ONE = {
    "check": "law check",
    "show": "law show pilkada.result.file",
    "count": "law count 3 working-days --from 2024-12-03",
    "deadline": "law deadline pilkada.result.file --from 2024-12-03",
}
MANY = {
    "obligations": "law obligations --region 74.01 --election pilkada-2024",
    "coming obligations": "law obligations --region 74 --election-kind pemilu --voting-day 2029-02-14",
    "stages": "law stages --election pemilu-2024",
    "coming stages": "law stages --election-kind pilkada --voting-day 2029-11-28",
    "calendar": "law calendar 2025",
}
HEADINGS = {
    "obligations": "Batas",
    "coming obligations": "Batas",
    "stages": "Mulai",
    "coming stages": "Mulai",
    "calendar": "Tanggal",
}


@pytest.mark.parametrize("line", ONE.values(), ids=ONE)
def test_one_answer_as_a_table_is_label_and_text(terminal: Terminal, line: str) -> None:
    said = terminal(line)

    assert (said.code, said.err) == (0, "")
    assert all("  " in row for row in said.out.splitlines())


@pytest.mark.parametrize("line", ONE.values(), ids=ONE)
def test_one_answer_is_one_object_and_one_row(terminal: Terminal, line: str) -> None:
    said, table = terminal(f"{line} --format json"), terminal(f"{line} --format csv")

    answer = json.loads(said.out)
    (row,) = csv.DictReader(io.StringIO(table.out))
    assert said.code == table.code == 0
    assert list(row) == list(answer)


@pytest.mark.parametrize(("name", "line"), MANY.items(), ids=MANY)
def test_a_list_as_a_table_has_headings_and_rows(terminal: Terminal, name: str, line: str) -> None:
    said = terminal(line)

    heading, rule, *rows = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert heading.startswith(HEADINGS[name])
    assert set(rule) == {"─", " "}
    assert rows


@pytest.mark.parametrize("line", MANY.values(), ids=MANY)
def test_a_list_has_the_same_rows_in_json_and_csv(terminal: Terminal, line: str) -> None:
    said, table = terminal(f"{line} --format json"), terminal(f"{line} --format csv")

    answer = json.loads(said.out)
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert said.code == table.code == 0
    assert len(rows) == len(answer) > 0
    assert list(rows[0]) == list(answer[0])


@pytest.mark.parametrize("line", MANY.values(), ids=MANY)
def test_a_list_is_a_calendar_too(terminal: Terminal, line: str) -> None:
    said, again = terminal(f"{line} --format ics"), terminal(f"{line} --format ics")

    book = Calendar.from_ical(said.out)
    uids = [str(event["UID"]) for event in book.walk("VEVENT")]
    assert said.out == again.out
    assert len(uids) == len(set(uids)) > 0


@pytest.mark.parametrize("line", ONE.values(), ids=ONE)
def test_one_answer_is_no_calendar(terminal: Terminal, line: str) -> None:
    assert terminal(f"{line} --format ics").code == 2


# ---------------------------------------------------------------- deadline

KEYS = {"id", "article", "from", "first_day", "due", "counted", "skipped", "confidence", "readings"}


def _json(terminal: Terminal, line: str) -> Any:
    return json.loads(terminal(f"{line} --format json").out)


def test_a_deadline_carries_its_days_and_its_article(terminal: Terminal) -> None:
    said = _json(terminal, "law deadline pilkada.result.file --from 2024-12-24")

    assert set(said) >= KEYS
    assert said["id"] == "pilkada.result.file"
    assert said["article"] == "UU 10/2016 Ps 157(5); PMK 3/2024 Ps 7"
    assert said["from"] == said["first_day"] == "2024-12-24"
    assert said["due"] == "2024-12-30T23:59:59+07:00"
    assert said["counted"] == ["2024-12-24", "2024-12-27", "2024-12-30"]
    assert [skip["date"] for skip in said["skipped"]] == [
        "2024-12-25",
        "2024-12-26",
        "2024-12-28",
        "2024-12-29",
    ]
    assert all(skip["reason"] for skip in said["skipped"])
    assert said["confidence"] == "sourced"
    assert said["readings"] == []


def test_rival_readings_say_who_reads_so(terminal: Terminal) -> None:
    said = _json(terminal, "law deadline pilkada.crime.try --from 2020-11-20")

    safe, latest = said["readings"]
    assert (safe["role"], safe["last_day"], safe["in_use"]) == ("safe", "2020-11-27", True)
    assert (latest["role"], latest["last_day"], latest["in_use"]) == ("latest", "2020-12-01", False)
    assert latest["article"]
    assert said["open_question"]


def test_the_table_shows_what_was_skipped_disputed_and_open(terminal: Terminal) -> None:
    said = terminal("law deadline pilkada.dispute.decide --from 2024-09-30").out

    assert said.count("Bacaan lain") == 2
    for label in ("Aturan", "Pasal", "Jangkar", "Dipakai", "Paling akhir", "Terbuka"):
        assert label in said


def test_the_table_names_the_days_skipped(terminal: Terminal) -> None:
    said = terminal("law deadline pilkada.result.file --from 2024-12-24").out

    assert "Dilewati" in said
    assert "2024-12-25" in said


def test_a_provisional_year_is_said(terminal: Terminal) -> None:
    said = terminal("law deadline pilkada.result.file --from 2029-12-03")

    assert "Libur tahun 2029 belum dipastikan" in said.out


def test_hours_show_the_minute(terminal: Terminal) -> None:
    said = terminal("law deadline pemilu.result.legislative.file --from 2024-03-20T22:19+07:00").out

    assert "2024-03-23 pukul 22:19 WIB" in said


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ("", "2024-10-16T23:59:59+08:00"),
        ("--region 31", "2024-10-16T23:59:59+07:00"),
        ("--region 94.01 --zone WIT", "2024-10-16T23:59:59+09:00"),
    ],
)
def test_local_means_the_regions_zone(terminal: Terminal, options: str, due: str) -> None:
    said = _json(terminal, f"law deadline pilkada.dispute.execute --from 2024-10-11 {options}")

    assert said["due"] == due


def test_a_decision_sets_the_length(terminal: Terminal) -> None:
    said = _json(terminal, "law deadline pilkada.result.order --from 2025-02-24 --limit 45")

    assert said["last_day"] == "2025-04-10"


# ---------------------------------------------------------------- count


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("3 working-days --from 2024-12-03", "2024-12-06T23:59:59+08:00"),
        ("3 working-days --from 2024-12-03 --count-first-day", "2024-12-05T23:59:59+08:00"),
        ("30 calendar-days --from 2024-11-27 --before", "2024-10-28T23:59:59+08:00"),
        ("5 months --from 2024-11-27 --before", "2024-06-27T23:59:59+08:00"),
        ("72 hours --from 2024-03-20T22:19+07:00", "2024-03-23T22:19:00+07:00"),
        ("24 hours --from 2024-03-20T22:19+09:00", "2024-03-21T22:19:00+09:00"),
        ("24 hours --from 2024-03-20T22:19+00:00", "2024-03-22T06:19:00+08:00"),
        ("24 hours --from 2024-03-20T22:19", "2024-03-21T22:19:00+08:00"),
        ("24 hours --from 2024-03-20T22.19+07:00", "2024-03-21T22:19:00+07:00"),
        ("3 working-days --from 2024-12-05T00:30+08:00 --zone WIB", "2024-12-09T23:59:59+07:00"),
    ],
)
def test_days_are_counted_without_a_rule(terminal: Terminal, line: str, due: str) -> None:
    said = _json(terminal, f"law count {line}")

    assert said["due"] == due
    assert "id" not in said


# ---------------------------------------------------------------- lists


def test_duties_come_in_order_and_the_undated_last(terminal: Terminal) -> None:
    found = _json(terminal, MANY["obligations"])

    dates = [one["due"] for one in found]
    dated = [due for due in dates if due]
    assert dates[: len(dated)] == dated
    assert [one["due_day"] for one in found if one["due"]] == sorted(
        one["due_day"] for one in found if one["due"]
    )
    assert all(one["note"] for one in found if not one["due"])


def test_duties_can_be_narrowed_to_an_area_and_an_institution(terminal: Terminal) -> None:
    line = (
        "law obligations --region 74.01 --election pilkada-2024 --area budget --institution bpkad"
    )

    found = _json(terminal, line)

    assert {(one["area"], one["institution"]) for one in found} == {("budget", "bpkad")}


def test_an_area_without_duties_says_so(terminal: Terminal) -> None:
    line = (
        "law obligations --region 74.01 --election pilkada-2024 --area population --institution tni"
    )

    assert terminal(line).out == "Tidak ada baris.\n"
    assert terminal(f"{line} --format csv").out == "\n"
    assert json.loads(terminal(f"{line} --format json").out) == []


def test_a_province_also_lists_the_nation_and_its_regencies(terminal: Terminal) -> None:
    levels = {
        region: {
            one["level"]
            for one in _json(terminal, f"law obligations --region {region} --election pilkada-2024")
        }
        for region in ("74", "74.01")
    }

    assert levels["74"] >= {"national", "province", "regency"}
    assert not levels["74.01"] & {"national", "province"}


def test_a_region_without_published_facts_waits_for_its_events(terminal: Terminal) -> None:
    found = _json(terminal, "law obligations --region 73.01 --election pilkada-2024 --area budget")

    waiting = [one for one in found if one["anchor"] == "nphd-signed:kpu"]
    assert waiting
    assert all(one["due"] is None and "menunggu" in one["note"] for one in waiting)


def test_a_coming_election_says_what_is_projected(terminal: Terminal) -> None:
    duties = _json(terminal, MANY["coming obligations"])
    stages = _json(terminal, MANY["coming stages"])

    assert any(one["provisional"] and "Perkiraan" in one["note"] for one in duties)
    assert all(one["provisional"] for one in stages)
    start = next(one for one in duties if one["id"] == "pemilu.regulation.start")
    assert start["due_day"] == "2027-06-14"


def test_stages_come_in_order(terminal: Terminal) -> None:
    found = _json(terminal, MANY["stages"])

    begins = [one["start"] or one["end"] or "9999" for one in found]
    assert begins == sorted(begins)


def test_a_calendar_names_the_decree_of_each_day(terminal: Terminal) -> None:
    found = {one["date"]: one for one in _json(terminal, "law calendar 2024")}

    assert found["2024-02-14"]["article"] == "Keppres 10/2024; UU 7/2017 Ps 167(3)"
    assert found["2024-12-26"]["kind"] == "cuti bersama"
    assert found["2024-12-26"]["article"] == "SKB 855/2023, 3/2023, 4/2023"
    assert not any(one["provisional"] for one in found.values())


def test_a_year_without_decree_is_provisional(terminal: Terminal) -> None:
    found = _json(terminal, "law calendar 2031")

    assert all(one["provisional"] and one["confidence"] == "memory" for one in found)
    assert {one["article"] for one in found} == {"belum ada keputusan bersama"}


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("pilkada.result.file", "values"),
        ("pilkada.budget.tranche1-kpu", "duty"),
        ("uu-10-2016", "short"),
        ("pilkada-2024", "voting_day"),
        ("mk", "closes"),
        ("bpkad", "short"),
    ],
)
def test_whatever_has_an_id_can_be_shown(terminal: Terminal, wanted: str, key: str) -> None:
    said = _json(terminal, f"law show {wanted}")

    assert said["id"] == wanted
    assert said[key]
    assert {"cite", "checked", "confidence"} <= set(said) or key == "values"


def test_check_counts_what_the_law_book_holds(terminal: Terminal) -> None:
    said = _json(terminal, "law check")

    assert said["rules"] == 116
    assert said["slips"] == 0
    assert min(said["instruments"], said["stages"], said["obligations"], said["decrees"]) > 0
