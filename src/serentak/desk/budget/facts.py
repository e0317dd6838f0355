"""From rows to engine values: grants as they stood at a moment, and how each stands on its day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.budget.models import Entry, Grant, Kind, Sum
from serentak.desk.law.facts import election, law
from serentak.desk.obligations.facts import events
from serentak.desk.places.models import Institution
from serentak.engine.budget import closing, grants, standing, tranches
from serentak.engine.days import Zone
from serentak.engine.regions import RegionCode

GRANTEES = ("kpu", "bawaslu", "polri", "tni")
TREASURY = "bpkad"  # the body of a region that pays
TRIGGER = "proposal-sent"  # the event from which return and report are counted


def known(at: datetime) -> Q:
    """What was on record at a moment; what a desk was loaded with is known from its own day."""
    day = localtime(at).date()
    loaded = Q(recorded_by__isnull=True) & (Q(on__isnull=True) | Q(on__lte=day))
    return loaded | Q(recorded_by__isnull=False, recorded_at__lte=at)


def both_sides() -> QuerySet[Grant]:
    """All grants, with the bodies on either side."""
    return Grant.objects.select_related("region", "giver", "grantee", "grantee__region")


def of_election(election_id: str) -> QuerySet[Grant]:
    """The grants of an election, with both sides."""
    return both_sides().filter(election=election_id)


def entries(rows: Iterable[Grant], *, at: datetime) -> dict[int, list[Entry]]:
    """What counts of each grant at a moment: no row that a later one took the place of."""
    found = Entry.objects.filter(known(at), grant__in=[row.pk for row in rows])
    listed = list(found.select_related("answer", "recorded_by").order_by("on", "id"))
    replaced = {one.supersedes_id for one in listed}
    by_grant: dict[int, list[Entry]] = defaultdict(list)
    for one in listed:
        if one.pk not in replaced and not one.void:
            by_grant[one.grant_id].append(one)
    return by_grant


def sums(rows: Iterable[Grant], *, at: datetime) -> dict[int, list[Sum]]:
    """The sums of each grant on record at a moment, oldest first."""
    by_grant: dict[int, list[Sum]] = defaultdict(list)
    for one in Sum.objects.filter(known(at), grant__in=[row.pk for row in rows]):
        by_grant[one.grant_id].append(one)
    return by_grant


def answered(entry: Entry, *, at: datetime) -> bool | None:
    """What the other side had said of an entry by a moment; None while it was silent."""
    answer = getattr(entry, "answer", None)
    return answer.confirmed if answer is not None and answer.answered_at <= at else None


def as_engine(
    row: Grant, own_sums: Sequence[Sum], own_entries: Sequence[Entry], *, at: datetime
) -> grants.Grant:
    """One grant as the rules see it."""
    signed = [one for one in own_sums if one.step == grants.Step.SIGNED]
    return grants.Grant(
        key=row.key,
        giver=RegionCode(row.region_id),
        grantee=row.grantee_id,
        sums=tuple(
            grants.Sum(
                step=grants.Step(one.step), amount=one.amount, on=one.on, precise=one.precise
            )
            for one in own_sums
        ),
        entries=tuple(_entry(one, said=answered(one, at=at)) for one in own_entries),
        plan=tuple(signed[-1].plan) if signed else (),
    )


def _entry(one: Entry, *, said: bool | None) -> grants.Entry:
    return grants.Entry(
        kind=grants.Kind(one.kind),
        amount=one.amount,
        on=one.on,
        precise=one.precise,
        confirmed=said is True,
        denied=said is False,
    )


def terms(row: Grant) -> tranches.Terms:
    """What a grant's clocks need besides it."""
    return tranches.Terms(
        law=law(), voting_day=election(row.election).voting_day, zone=Zone(row.region.zone)
    )


def accounts(rows: Sequence[Grant], *, at: datetime) -> dict[int, standing.Account]:
    """How each grant stands on the day of a moment; three queries whatever their number."""
    all_sums, all_entries = sums(rows, at=at), entries(rows, at=at)
    return {
        row.pk: standing.account(
            as_engine(row, all_sums[row.pk], all_entries[row.pk], at=at),
            on=localtime(at).date(),
            terms=terms(row),
        )
        for row in rows
    }


def simulated(rows: Iterable[Grant]) -> set[int]:
    """Of some grants, those with payments made up for the demonstration."""
    found = Entry.objects.filter(grant__in=[row.pk for row in rows], simulated=True)
    return set(found.values_list("grant_id", flat=True))


def ending(row: Grant, account: standing.Account, *, at: datetime) -> closing.Closing:
    """How the end of a grant stands: what goes back, and the report."""
    trigger = events(row.election, row.region_id).get(TRIGGER)
    return closing.closing(
        account.grant,
        on=localtime(at).date(),
        trigger=_day(trigger),
        terms=terms(row),
    )


def _day(when: date | datetime | None) -> date | None:
    return localtime(when).date() if isinstance(when, datetime) else when


def side(entry_kind: str, grant: Grant) -> Institution:
    """Who records that kind of entry: the treasury what it pays, the grantee the rest."""
    return grant.giver if entry_kind == Kind.PAID else grant.grantee


def other_side(entry_kind: str, grant: Grant) -> Institution:
    """Who answers it."""
    return grant.grantee if entry_kind == Kind.PAID else grant.giver


def may_open(row: Sum | Entry, who: Member) -> bool:
    """Whether somebody may open a record's file: both sides, and who checks or leads them."""
    return any(who.may(Act.OPEN_FILE, body) for body in (row.grant.giver, row.grant.grantee))
