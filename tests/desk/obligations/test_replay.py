"""A past moment shows the duties as they were then, on every page, in every file and every cell."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from icalendar import Calendar

from serentak.desk.accounts.models import Role
from serentak.desk.figures import proofs
from serentak.desk.law.facts import law
from serentak.desk.obligations import actions, facts, replay
from serentak.desk.obligations.generation import regenerate
from serentak.desk.obligations.models import (
    ChangeLine,
    ChangeOrder,
    EvidenceKind,
    Obligation,
    Verdict,
)
from serentak.desk.obligations.replay import Wanted
from serentak.desk.places.models import Region
from serentak.desk.readiness.models import Spell
from serentak.engine.law.model import Area, Election, Nature, Template
from serentak.engine.readiness import Cell, cell
from tests.desk.factories import ELECTION, decide, institution, member, report, templates
from tests.desk.moment import NOW
from tests.desk.obligations import book
from tests.desk.visits import sheet, sign_in, text

pytestmark = pytest.mark.django_db
LOADED = NOW - timedelta(days=20)
MOVED = NOW - timedelta(days=5)
BEFORE = MOVED - timedelta(seconds=1)
CODE = "74.12"
AREAS = (Area.BUDGET, Area.SECURITY, Area.DISPUTES)


@pytest.fixture(autouse=True)
def _places() -> None:
    institution(f"{CODE}/kpu")


def owed(nth: int = 0, offset: str = "-68 days") -> Template:
    """A duty the real law knows, counted from voting day by so many days."""
    real = [*templates("kpu", CODE)][nth]
    return replace(real, anchor="voting-day", offset=offset, rule="")


def generate(*wanted: Template, at: datetime, of: Election | None = None) -> ChangeOrder | None:
    return regenerate(
        law=replace(law(), templates={one.id: one for one in wanted}),
        election=of or law().election(ELECTION),
        regions=list(Region.objects.filter(code=CODE)),
        cause="Uji",
        by=None,
        at=at,
    )


def moved() -> Obligation:
    """A duty first due on 20 September, moved five days ago to the 28th."""
    generate(owed(), owed(1), at=LOADED)
    generate(owed(offset="-60 days"), owed(1), at=MOVED)
    return Obligation.objects.get(template=owed().id)


def dates(at: datetime) -> dict[str, date | None]:
    """Duties and their days at a moment."""
    return {row.template: row.due_day for row in replay.asked(Obligation.objects.all(), at=at)}


def test_before_an_order_a_duty_has_the_date_it_moved_from() -> None:
    moved()

    assert dates(BEFORE)[owed().id] == date(2024, 9, 20)
    assert dates(MOVED)[owed().id] == date(2024, 9, 28)
    assert dates(NOW)[owed().id] == date(2024, 9, 28)


def test_each_of_several_moves_counts_in_its_own_time() -> None:
    moved()
    generate(owed(offset="-50 days"), owed(1), at=NOW)

    days = [dates(at)[owed().id] for at in (BEFORE, NOW - timedelta(days=1), NOW)]

    assert days == [date(2024, 9, 20), date(2024, 9, 28), date(2024, 10, 8)]


def test_a_duty_added_later_was_not_there_yet() -> None:
    generate(owed(), at=LOADED)
    generate(owed(), owed(1), at=MOVED)

    assert set(dates(BEFORE)) == {owed().id}
    assert set(dates(MOVED)) == {owed().id, owed(1).id}


def test_what_a_desk_was_loaded_with_counts_from_the_beginning() -> None:
    generate(owed(), at=LOADED)

    assert set(dates(LOADED - timedelta(days=900))) == {owed().id}


def test_a_withdrawn_duty_was_still_there_and_a_restored_one_comes_back() -> None:
    generate(owed(), owed(1), at=LOADED)
    generate(owed(1), at=MOVED)
    generate(owed(), owed(1), at=NOW)

    asked = [owed().id in dates(at) for at in (BEFORE, MOVED, NOW - timedelta(days=1), NOW)]

    assert asked == [True, False, False, True]


def test_one_duty_among_unchanged_ones_keeps_the_order_of_dates() -> None:
    generate(owed(), owed(1, "-65 days"), at=LOADED)
    generate(owed(offset="-60 days"), owed(1, "-65 days"), at=MOVED)

    assert [*dates(BEFORE)] == [owed().id, owed(1).id]
    assert [*dates(NOW)] == [owed(1).id, owed().id]


def test_an_undated_duty_waited_for_its_event_until_it_was_recorded() -> None:
    grant = book.template("hibah", anchor="list-fixed", offset="0", bearer="kesbangpol")
    payment = book.template("cair", anchor="diteken", offset="+14 days")
    rules = book.book(grant, payment, events=[book.event("diteken", by=["uji.hibah"])])
    where = Region.objects.get(pk=CODE)
    both: dict[str, Any] = {"law": rules, "election": book.election(), "regions": [where]}
    regenerate(**both, cause="Pemuatan", by=None, at=LOADED)
    actions.record_event(
        election=book.election(),
        region=where,
        event=rules.events["diteken"],
        on=date(2024, 9, 10),
        institution=institution(f"{CODE}/kpu"),
        source="Siaran pers",
        by=member((Role.REPORTER, f"{CODE}/kpu")),
        at=MOVED,
    )
    regenerate(**both, cause="Kejadian", by=None, at=MOVED)
    row = Obligation.objects.get(template="uji.cair")
    then = replay.as_it_was(Obligation.objects.get(pk=row.pk), at=BEFORE)
    spell = Spell.objects.get(
        election="pilkada-uji", area="", since__lte=BEFORE, until__gt=BEFORE, region=CODE
    )

    assert row.due_day == date(2024, 9, 24)
    assert (then.due, then.due_day) == (None, None)
    assert then.expected is not None
    assert (spell.why, spell.late, spell.due) == ("undated", 0, 1)


# ---------------------------------------------------------------- every page says the same


def feed(client: Client, at: str) -> dict[str, date]:
    sign_in(client, (Role.REPORTER, f"{CODE}/kpu"))
    found = re.search(
        r"/kalender/[\w-]+\.ics", text(client.post("/umpan/", {"lembaga": f"{CODE}/kpu"}))
    )
    assert found is not None
    answer = client.get(f"{found[0]}{at}")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["uid"]): event.decoded("dtstart") for event in events}


@pytest.mark.parametrize(
    "path",
    [
        "/kewajiban/{pk}/",
        "/kewajiban/",
        "/tugas/",
        "/wilayah/74.12/",
        "/lembaga/74.12/kpu/",
        "/rincian/74.12/{area}/",
    ],
)
def test_a_page_shows_the_date_of_its_moment(client: Client, path: str) -> None:
    row = moved()
    Obligation.objects.exclude(pk=row.pk).update(withdrawn=True)
    sign_in(client, (Role.REPORTER, f"{CODE}/kpu"), (Role.READER, "74/governor"))
    address = path.format(pk=row.pk, area=row.area)

    then, now = text(client.get(f"{address}?at=2024-09-25")), text(client.get(address))

    assert "20 Sep" in then
    assert "28 Sep" not in then
    assert "28 Sep" in now


@pytest.mark.parametrize(
    "path", ["/kewajiban/", "/tugas/", "/wilayah/74.12/", "/lembaga/74.12/kpu/"]
)
def test_a_sheet_shows_the_dates_of_its_moment(client: Client, path: str) -> None:
    moved()
    sign_in(client, (Role.REPORTER, f"{CODE}/kpu"), (Role.READER, "74/governor"))

    heads, *rows = sheet(client.get(f"{path}?unduh=xlsx&at=2024-09-25"))

    name = owed().duty
    assert {row[heads.index("Batas")] for row in rows if row[heads.index("Kewajiban")] == name} == {
        datetime(2024, 9, 20)  # noqa: DTZ001  a sheet knows no zone
    }


def test_a_calendar_and_the_open_data_show_the_dates_of_their_moment(client: Client) -> None:
    row = moved()

    past, now = feed(client, "?at=2024-09-25"), feed(client, "")
    opened = json.loads(client.get("/publik/data/kewajiban.json?at=2024-09-25").content)

    assert past[f"{row.key}@serentak"] == date(2024, 9, 20)
    assert now[f"{row.key}@serentak"] == date(2024, 9, 28)
    assert {one["due"] for one in opened if one["key"] == row.key} == {"2024-09-20"}


def test_a_duty_page_counts_the_days_only_of_the_date_it_shows(client: Client) -> None:
    real = law().templates[owed().id]
    generate(owed(), at=LOADED)
    generate(real, at=MOVED)
    row = Obligation.objects.get()
    sign_in(client, (Role.READER, "74/governor"))

    then = text(client.get(f"/kewajiban/{row.pk}/?at=2024-09-25"))
    now = text(client.get(f"/kewajiban/{row.pk}/"))

    assert "hasil hitungan terdahulu" in then
    assert "hasil hitungan terdahulu" not in now


def test_a_duty_page_says_that_it_was_not_asked_yet(client: Client) -> None:
    generate(owed(1), at=LOADED)
    generate(owed(), owed(1), at=MOVED)
    row = Obligation.objects.get(template=owed().id)
    sign_in(client, (Role.READER, "74/governor"))

    shown = text(client.get(f"/kewajiban/{row.pk}/?at=2024-09-25"))

    assert "Pada saat itu kewajiban ini tidak diminta" in shown


def test_a_duty_the_law_has_dropped_is_read_in_the_past_but_not_reported_on(
    client: Client,
) -> None:
    gone = replace(owed(), id="dahulu.ada")
    generate(gone, owed(1), at=LOADED)
    generate(owed(1), at=MOVED)
    row = Obligation.objects.get(template="dahulu.ada")
    sign_in(client, (Role.REPORTER, f"{CODE}/kpu"), (Role.READER, "74/governor"))

    listed = [
        text(client.get(f"{path}?at=2024-09-25"))
        for path in ("/kewajiban/", "/tugas/", f"/wilayah/{CODE}/", f"/kewajiban/{row.pk}/")
    ]

    assert all("dahulu.ada" in shown for shown in listed)
    assert "Tidak lagi ada dalam data hukum" in listed[-1]
    assert "dahulu.ada" not in text(client.get("/kewajiban/"))
    assert client.get(f"/kewajiban/{row.pk}/lapor/").status_code == 404


def test_a_replayed_page_no_longer_excuses_its_dates(client: Client) -> None:
    sign_in(client, (Role.READER, "74/governor"))

    shown = text(client.get("/kewajiban/?at=2024-09-25"))

    assert "Keadaan pada" in shown
    assert "hitungan terkini" not in shown


def test_evidence_is_held_against_the_date_of_then() -> None:
    row = moved()
    decide(report(row, at=BEFORE, event_on=date(2024, 9, 22)), at=BEFORE)

    now = proofs.misfits(ELECTION, at=NOW, simulated=False)
    then = proofs.misfits(ELECTION, at=BEFORE, simulated=False)

    assert now == []
    assert [one.obligation for one in then] == [row]


# ---------------------------------------------------------------- cells remember


def computed(at: datetime, area: str = "") -> Cell:
    """A cell of the region from what the rows say now."""
    rows = Obligation.objects.filter(withdrawn=False).select_related("region")
    return cell(facts.items(rows.filter(area=area) if area else rows), at=at)


def kept(at: datetime, area: str = "") -> tuple[object, ...]:
    """The cell as it is stored for a moment; where nothing was asked, none is."""
    spell = Spell.objects.filter(region=CODE, area=area, since__lte=at, until__gt=at).first()
    if spell is None:
        return shape(cell([], at=at))
    return (spell.score, spell.level, spell.state, spell.due, spell.late, spell.total, spell.why)


def shape(now: Cell) -> tuple[object, ...]:
    """The same columns of a computed cell."""
    return (now.score, now.level, now.state, now.due, now.late, now.total, now.why)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_cell_of_the_past_is_what_the_desk_showed_then(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same history every time
    seen: dict[tuple[datetime, str], tuple[object, ...]] = {}
    for n in range(12):
        at = LOADED + timedelta(days=n)
        days = [
            replace(
                owed(k, f"-{chance.randrange(20, 90)} days"),
                area=chance.choice(AREAS),
                nature=chance.choice([*Nature]),
            )
            for k in range(6)
        ]
        generate(owed(6), *(one for one in days if chance.random() < 0.8), at=at)
        row = chance.choice([*Obligation.objects.filter(withdrawn=False)])
        evidence = report(
            row, at=at, kind=EvidenceKind.NUMBER, value=chance.randrange(1, 9), total=8
        )
        if chance.random() < 0.7:
            decide(evidence, chance.choice([Verdict.ACCEPTED, Verdict.RETURNED]), at=at)
        seen |= {(at, area): shape(computed(at, area)) for area in ("", *AREAS)}

    assert {key: kept(*key) for key in seen} == seen
    assert len(set(seen.values())) > 12


def rearranged() -> Obligation:
    """A duty that five days ago became a target, of another area and another body."""
    institution(f"{CODE}/bawaslu")
    was = replace(owed(), area=Area.BUDGET, nature=Nature.LAW)
    rest = replace(owed(1), area=Area.SUPPORT)
    generate(was, rest, at=LOADED)
    now = replace(was, area=Area.SECURITY, nature=Nature.TARGET, bearer="bawaslu")
    generate(now, rest, at=MOVED)
    return Obligation.objects.select_related("institution").get(template=owed().id)


def test_a_duty_keeps_the_nature_area_and_body_it_had() -> None:
    row = rearranged()
    then = replay.as_it_was(Obligation.objects.get(pk=row.pk), at=BEFORE)

    assert (row.area, row.nature, row.institution_id) == ("security", "target", f"{CODE}/bawaslu")
    assert (then.area, then.nature, then.institution_id) == ("budget", "law", f"{CODE}/kpu")
    assert then.institution.kind == "kpu"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (Wanted(area="budget"), Wanted(area="security")),
        (Wanted(nature="law"), Wanted(nature="target")),
        (Wanted(kind="kpu"), Wanted(kind="bawaslu")),
        (Wanted(bodies=[f"{CODE}/kpu"]), Wanted(bodies=[f"{CODE}/bawaslu"])),
    ],
)
def test_duties_are_chosen_by_what_they_were(then: Wanted, now: Wanted) -> None:
    row = rearranged()
    rows = Obligation.objects.filter(template=row.template)

    before = [len(replay.asked(rows, at=BEFORE, wanted=one)) for one in (then, now)]
    after = [len(replay.asked(rows, at=NOW, wanted=one)) for one in (then, now)]

    assert (before, after) == ([1, 0], [0, 1])


def test_a_cell_of_the_past_holds_the_duties_its_area_had() -> None:
    rearranged()
    late = datetime(2024, 9, 22, tzinfo=NOW.tzinfo)  # two days after it was due, before the order

    cells = {
        area: Spell.objects.filter(region=CODE, area=area, since__lte=at, until__gt=at).first()
        for at, area in ((late, "budget"), (NOW, "security"))
    }
    empty = Spell.objects.filter(region=CODE, area="security", since__lte=late, until__gt=late)

    assert cells["budget"] is not None
    assert (cells["budget"].state, cells["budget"].total) == ("late", 1)
    assert cells["security"] is not None
    assert (cells["security"].state, cells["security"].total) == ("at-risk", 1)
    assert not empty.exists()


@pytest.mark.parametrize(
    ("role", "path", "shows"),
    [
        ("kpu", "/tugas/", True),
        ("bawaslu", "/tugas/", False),
        ("kpu", f"/lembaga/{CODE}/kpu/", True),
        ("kpu", f"/lembaga/{CODE}/bawaslu/", False),
        ("kpu", f"/rincian/{CODE}/budget/", True),
        ("kpu", f"/rincian/{CODE}/security/", False),
        ("kpu", "/kewajiban/?bidang=budget&sifat=law&lembaga=kpu", True),
        ("kpu", "/kewajiban/?bidang=security", False),
    ],
)
def test_a_page_of_the_past_lists_a_duty_where_it_stood(
    client: Client, role: str, path: str, *, shows: bool
) -> None:
    row = rearranged()
    sign_in(client, (Role.REPORTER, f"{CODE}/{role}"), (Role.READER, "74/governor"))
    mark = "&" if "?" in path else "?"

    then = text(client.get(f"{path}{mark}at=2024-09-25"))
    now = text(client.get(path))

    link = f"/kewajiban/{row.pk}/"
    assert (link in then, link in now) == (shows, not shows)


def test_a_duty_page_of_the_past_lets_the_body_of_now_report(client: Client) -> None:
    row = rearranged()
    page = f"/kewajiban/{row.pk}/?at=2024-09-25"
    sign_in(client, (Role.REPORTER, f"{CODE}/bawaslu"), (Role.READER, "74/governor"))
    now = text(client.get(page))
    sign_in(client, (Role.REPORTER, f"{CODE}/kpu"), (Role.READER, "74/governor"))
    before = text(client.get(page))

    assert f"/kewajiban/{row.pk}/lapor/" in now
    assert f"/kewajiban/{row.pk}/lapor/" not in before
    assert "Anggaran" in now


@pytest.mark.parametrize("at", [BEFORE, MOVED, NOW])
def test_pages_and_cells_take_back_the_same_orders(at: datetime) -> None:
    moved()
    generate(owed(), owed(2), at=NOW)
    rows = Obligation.objects.select_related("region")

    rewound = cell(facts.items(replay.asked(rows, at=at)), at=at)

    assert kept(at) == shape(rewound)


def test_lines_of_an_older_desk_say_of_a_duty_what_stands_now() -> None:
    row = rearranged()
    ChangeLine.objects.update(before_area="", before_nature="", before_provisional=True)
    step = import_module(
        "serentak.desk.obligations.migrations.0004_change_lines_keep_the_whole_duty"
    )

    step.fill(apps, None)

    line = ChangeLine.objects.filter(obligation=row).latest("id")
    assert (line.before_area, line.before_nature) == (row.area, row.nature)
    assert (line.before_institution, line.before_provisional) == (row.institution, False)
