"""Duties from the law: once, again without effect, and moved when what they rest on moves."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.notices.models import Notice
from serentak.desk.obligations import actions
from serentak.desk.obligations.generation import regenerate
from serentak.desk.obligations.models import AnchorEvent, ChangeOrder, Obligation
from serentak.desk.places.models import Coverage, Region
from serentak.desk.readiness.models import Spell
from serentak.engine.errors import BadData
from serentak.engine.law.model import Election, Law, Per
from serentak.engine.regions import Level
from tests.desk.factories import institution, member, region, report
from tests.desk.moment import NOW
from tests.desk.obligations.book import (
    FIXED,
    VOTING_DAY,
    book,
    election,
    event,
    rule,
    template,
    with_holiday,
)

pytestmark = pytest.mark.django_db
REGENCIES = ("74.01", "74.02", "74.12")
LOGISTICS = template("logistik")
POSTS = template("posko", bearer="kesbangpol", offset="-20 days")


@pytest.fixture(autouse=True)
def _places() -> None:
    for code in REGENCIES:
        institution(f"{code}/kpu")
        institution(f"{code}/kesbangpol")


def generate(law: Law, of: Election | None = None, *, quiet: bool = False) -> ChangeOrder | None:
    return regenerate(
        law=law,
        election=of or election(),
        regions=list(Region.objects.order_by("code")),
        cause="Uji",
        by=None,
        at=NOW,
        quiet=quiet,
    )


def one(name: str, place: str = "74.12") -> Obligation:
    return Obligation.objects.get(template=f"uji.{name}", region=place)


def counts() -> dict[str, int]:
    tables = (Obligation, ChangeOrder, Line, Notice, Spell)
    return {table.__name__: table.objects.count() for table in tables}


def test_every_regency_gets_each_duty_once() -> None:
    generate(book(LOGISTICS, POSTS))

    keys = Obligation.objects.values_list("key", flat=True)
    assert sorted(keys) == [
        f"pilkada-uji/{name}/{code}" for name in ("uji.logistik", "uji.posko") for code in REGENCIES
    ]


def test_a_duty_falls_on_the_body_of_its_kind_and_level() -> None:
    provincial = template("rekap", level=Level.PROVINCE)

    generate(book(LOGISTICS, provincial))

    assert one("logistik").institution_id == "74.12/kpu"
    assert one("rekap", "74").institution_id == "74/kpu"
    assert Obligation.objects.filter(template="uji.rekap").count() == 1


def test_a_duty_ends_with_the_last_second_of_its_day_in_the_regions_zone() -> None:
    generate(book(LOGISTICS))

    assert one("logistik").due_day == VOTING_DAY - timedelta(days=10)
    assert one("logistik").due is not None
    assert one("logistik").due.isoformat() == "2024-11-17T15:59:59+00:00"  # type: ignore[union-attr]


def test_a_duty_per_case_waits_for_its_case() -> None:
    generate(book(template("perkara", per=Per.CASE)))

    assert not Obligation.objects.exists()


def test_a_duty_without_a_body_to_bear_it_is_left_out() -> None:
    generate(book(template("jaksa", bearer="kejaksaan")))

    assert not Obligation.objects.exists()


def test_generating_again_changes_nothing() -> None:
    law = book(LOGISTICS, POSTS)
    generate(law)
    before = counts()

    again = generate(law)

    assert again is None
    assert counts() == before


def test_one_line_in_the_audit_trail_counts_what_was_done() -> None:
    order = generate(book(LOGISTICS, POSTS))

    line = Line.objects.get(act="obligations.regenerated")
    assert order is not None
    assert line.subject == f"change:{order.pk}"
    assert line.details == {"election": "pilkada-uji", "counts": {"added": 6}}


def test_a_moved_voting_day_moves_every_duty_counted_from_it() -> None:
    law = book(LOGISTICS)
    generate(law)
    before = one("logistik").due

    order = generate(law, election(voting_day=VOTING_DAY + timedelta(days=7)))

    assert order is not None
    moved = order.lines.get(obligation=one("logistik"))
    assert order.lines.count() == 3
    assert (moved.what, moved.before) == ("moved", before)
    assert moved.after == one("logistik").due
    assert one("logistik").due_day == date(2024, 11, 24)


def test_a_moved_stage_day_moves_only_what_rests_on_it() -> None:
    law = book(LOGISTICS, template("daftar", anchor="list-fixed", offset="+5 days"))
    generate(law)

    order = generate(law, election(fixed=FIXED + timedelta(days=2)))

    assert order is not None
    assert {line.obligation.template for line in order.lines.all()} == {"uji.daftar"}
    assert one("daftar").due_day == date(2024, 9, 27)


def test_one_more_holiday_moves_a_clock_of_working_days() -> None:
    clock = template("jam", anchor="list-fixed", offset="", rule="uji.jam")
    generate(book(clock, rules=[rule(3)]))
    assert one("jam").due_day == date(2024, 9, 25)

    order = generate(book(clock, rules=[rule(3)], calendar=with_holiday(date(2024, 9, 24))))

    assert order is not None
    assert one("jam").due_day == date(2024, 9, 26)


def test_a_changed_limit_moves_the_clock() -> None:
    clock = template("jam", anchor="list-fixed", offset="", rule="uji.jam")
    generate(book(clock, rules=[rule(3)]))

    order = generate(book(clock, rules=[rule(5)]))

    assert order is not None
    assert {line.what for line in order.lines.all()} == {"moved"}
    assert one("jam").due_day == date(2024, 9, 27)


def test_a_duty_that_changes_only_its_area_keeps_its_date() -> None:
    generate(book(LOGISTICS))

    order = generate(book(replace(LOGISTICS, area=POSTS.area.SECURITY)))

    assert order is not None
    assert {(line.what, line.before == line.after) for line in order.lines.all()} == {
        ("changed", True)
    }
    assert one("logistik").area == "security"


def test_each_touched_institution_is_told_once() -> None:
    law = book(LOGISTICS, template("kotak", offset="-5 days"), POSTS)
    generate(law, quiet=True)

    generate(law, election(voting_day=VOTING_DAY + timedelta(days=7)))

    told = Counter(Notice.objects.values_list("to_id", flat=True))
    bodies = [f"{code}/{kind}" for code in REGENCIES for kind in ("kpu", "kesbangpol")]
    assert told == Counter(bodies)
    assert "2 kewajiban" in Notice.objects.get(to="74.12/kpu").text


def test_an_untouched_institution_hears_nothing() -> None:
    generate(book(LOGISTICS, POSTS), quiet=True)

    generate(book(replace(LOGISTICS, offset="-9 days"), POSTS))

    assert not Notice.objects.filter(to__kind="kesbangpol").exists()


def test_the_first_loading_tells_nobody() -> None:
    generate(book(LOGISTICS), quiet=True)

    assert not Notice.objects.exists()


def test_a_duty_the_law_drops_is_withdrawn_with_its_evidence_kept() -> None:
    generate(book(LOGISTICS, POSTS))
    report(one("logistik"))

    order = generate(book(POSTS))

    assert order is not None
    assert {(line.what, line.after) for line in order.lines.all()} == {("withdrawn", None)}
    assert one("logistik").withdrawn
    assert one("logistik").evidence.count() == 1


def test_a_withdrawn_duty_is_withdrawn_once() -> None:
    generate(book(LOGISTICS, POSTS))
    generate(book(POSTS))

    assert generate(book(POSTS)) is None


def test_a_duty_the_law_takes_up_again_is_the_same_duty() -> None:
    generate(book(LOGISTICS))
    report(one("logistik"))
    known = one("logistik").pk
    generate(book())

    order = generate(book(LOGISTICS))

    assert order is not None
    assert {line.what for line in order.lines.all()} == {"restored"}
    assert (one("logistik").pk, one("logistik").withdrawn) == (known, False)
    assert one("logistik").evidence.count() == 1


def test_lines_of_a_change_order_stand_in_order() -> None:
    names = [f"hal-{n:02}" for n in range(20)]
    generate(book(*(template(name) for name in names)))

    order = generate(book())

    assert order is not None
    keys = [line.obligation.key for line in order.lines.select_related("obligation")]
    assert keys == sorted(keys)


def test_evidence_cannot_be_reported_for_a_withdrawn_duty() -> None:
    generate(book(LOGISTICS))
    generate(book())

    with pytest.raises(BadData, match="dicabut"):
        report(one("logistik"))


def test_a_police_resort_that_covers_two_regencies_bears_both() -> None:
    resort = institution("74.01/polri")
    Coverage.objects.create(institution=resort, region=region("74.02"), primary=True)

    generate(book(template("jaga", bearer="polri")))

    bearers = Obligation.objects.values_list("region_id", "institution_id")
    assert sorted(bearers) == [("74.01", "74.01/polri"), ("74.02", "74.01/polri")]


def test_a_resort_that_serves_only_a_few_districts_there_does_not_bear_the_duty() -> None:
    resort = institution("74.01/polri")
    Coverage.objects.create(
        institution=resort, region=region("74.02"), scope="dua kecamatan", primary=False
    )

    generate(book(template("jaga", bearer="polri")))

    assert [row.region_id for row in Obligation.objects.all()] == ["74.01"]


def test_a_regencys_own_new_resort_takes_over_its_duties() -> None:
    resort = institution("74.01/polri")
    Coverage.objects.create(institution=resort, region=region("74.02"), primary=True)
    law = book(template("jaga", bearer="polri"))
    generate(law, quiet=True)
    institution("74.02/polri")

    order = generate(law)

    assert order is not None
    assert [(line.what, line.obligation.region_id) for line in order.lines.all()] == [
        ("changed", "74.02")
    ]
    assert one("jaga", "74.02").institution_id == "74.02/polri"
    assert Notice.objects.filter(to="74.02/polri").count() == 1


def test_the_body_that_loses_a_duty_is_told_once_that_it_is_no_longer_its_own() -> None:
    resort = institution("74.01/polri")
    Coverage.objects.create(institution=resort, region=region("74.02"), primary=True)
    law = book(template("jaga", bearer="polri"), template("kawal", bearer="polri"))
    generate(law, quiet=True)
    institution("74.02/polri")

    generate(law)

    told = Notice.objects.get(to=resort)
    assert told.kind == "obligations.handed-over"
    assert told.text.startswith("2 kewajiban beralih ke lembaga lain.")
    assert told.text_en.startswith("2 duties passed to another body.")


def test_a_duty_waits_undated_for_its_event_with_the_day_it_is_expected_by() -> None:
    grant = template("hibah", anchor="list-fixed", offset="0", bearer="kesbangpol")
    payment = template("cair", anchor="hibah-diteken", offset="+14 days")
    law = book(grant, payment, events=[event("hibah-diteken", by=["uji.hibah"])])

    generate(law)

    waiting = one("cair")
    assert (waiting.due, waiting.due_day) == (None, None)
    assert waiting.expected is not None
    assert waiting.expected.isoformat() == "2024-09-20T15:59:59+00:00"


def test_a_recorded_event_dates_the_duty_of_its_own_region_only() -> None:
    law = book(
        template("cair", anchor="hibah-diteken", offset="+14 days"),
        events=[event("hibah-diteken")],
    )
    generate(law)
    _happened("74.12", date(2024, 9, 10))

    order = generate(law)

    assert order is not None
    assert order.lines.count() == 1
    assert one("cair").due_day == date(2024, 9, 24)
    assert one("cair").expected is None
    assert one("cair", "74.01").due is None


def test_the_newest_record_of_an_event_counts() -> None:
    law = book(
        template("cair", anchor="hibah-diteken", offset="+14 days"),
        events=[event("hibah-diteken")],
    )
    _happened("74.12", date(2024, 9, 10))
    generate(law)
    _happened("74.12", date(2024, 9, 12))

    generate(law)

    assert one("cair").due_day == date(2024, 9, 26)
    assert AnchorEvent.objects.count() == 2


def test_the_cells_of_touched_regions_follow_at_once() -> None:
    generate(book(LOGISTICS))
    due = one("logistik").due
    assert due is not None
    assert Spell.objects.filter(region="74.12", area="support", until=due + timedelta(seconds=1))

    generate(book(replace(LOGISTICS, offset="-9 days")))

    spells = Spell.objects.filter(region="74.12", area="support")
    assert not spells.filter(until=due + timedelta(seconds=1)).exists()
    assert spells.filter(until=due + timedelta(days=1, seconds=1)).exists()


def _happened(code: str, on: date) -> None:
    actions.record_event(
        election=election(),
        region=region(code),
        event=event("hibah-diteken"),
        on=on,
        institution=institution(f"{code}/kpu"),
        source="Siaran pers",
        by=member((Role.REPORTER, f"{code}/kpu")),
        at=NOW,
    )
