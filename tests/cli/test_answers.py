"""Answers that no command of today's law book gives, but a coming one may."""

from dataclasses import replace
from datetime import date

from serentak.cli import answers, show
from serentak.engine.days import Zone
from serentak.engine.obligations import obligations
from serentak.engine.regions import RegionCode
from tests.unit.small import book, election, moment, template


def test_a_duty_says_which_years_are_not_settled() -> None:
    later = election(voting_day=date(2030, 5, 8), stages=(), anchors=())
    law = book(templates=(template(offset="+3 working-days"),))

    (found,) = obligations(law, later, region=RegionCode("74.01"), local=Zone.WITA, events={})

    assert answers.duty(found)["note"] == "Sementara: libur 2030 belum ditetapkan."
    assert answers.duty(replace(found, due=None))["due"] is None


def test_a_calendar_may_hold_a_moment() -> None:
    at = moment("2024-03-23T22:19+07:00")

    text = show.calendar([("a", at, None, "Tutup", "MK")], "Tenggat")

    assert "DTSTART" in text
    assert "DTEND" not in text
