"""Regencies that are ready or behind, one or many at little cost."""

from collections.abc import Iterable
from datetime import date, timedelta

from serentak.desk.obligations.models import Obligation
from serentak.desk.places.models import Region
from serentak.desk.readiness.actions import project
from tests.desk.factories import ELECTION, decide, duty, region, report
from tests.desk.moment import NOW

LATE, SOON = NOW.date() - timedelta(days=5), NOW.date() + timedelta(days=30)


def regencies(numbers: Iterable[int]) -> None:
    """Each with a late duty, one to come and a place on the tile map; every third has its proof."""
    region("74")
    for n in numbers:
        code = f"74.{n:02}"
        duty(f"{code}/kpu", nth=1, due=SOON)
        ready(code) if n % 3 == 0 else behind(code)
        Region.objects.filter(pk=code).update(tile_col=n % 9 + 1, tile_row=n // 9 + 1)


def ready(code: str, on: date = LATE) -> None:
    """A regency that has proven what it owed by then."""
    decide(report(duty(f"{code}/kpu", due=on)))


def behind(code: str, on: date = LATE) -> Obligation:
    """A regency that has not, and the duty it owes."""
    row = duty(f"{code}/kpu", due=on)
    project(ELECTION, [code])
    return row
