"""Who is needed, who is there and who reports it, as known at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from django.utils.timezone import localtime

from serentak.desk.law.facts import law
from serentak.desk.obligations import replay
from serentak.desk.obligations.models import Obligation
from serentak.desk.personnel.models import Count, Report, Way
from serentak.desk.personnel.needed import needed
from serentak.desk.places.models import Institution, Region
from serentak.engine.law.model import Election, Template
from serentak.engine.needs import Need
from serentak.engine.personnel import gaps
from serentak.engine.personnel.gaps import Gap, Trend
from serentak.engine.personnel.needs import ROLES, Role
from serentak.engine.personnel.returned import Counts, Key, Measure, Post
from serentak.engine.regions import Level, RegionCode, within

BACK = timedelta(days=14)  # over which a trend is taken


@lru_cache(maxsize=8)
def duties(kind: str) -> Mapping[str, Template]:
    """The duty by which each role is appointed: whose it is and when it is due."""
    found = {
        role: one
        for one in law().templates.values()
        if one.election_kind == kind
        for role in one.roles
    }
    return {role.code: found[role.code] for role in ROLES if role.code in found}


def roles(kind: str, *, owner: str = "") -> list[Role]:
    """The roles of a kind of election in their order; those one kind of body appoints if asked."""
    known = duties(kind)
    return [one for one in ROLES if one.code in known and owner in ("", known[one.code].bearer)]


def standing(
    election: str, *, at: datetime, inside: str = "", upto: int | None = None
) -> dict[Key, int]:
    """The counts that stand at a moment; as they were after one report, if asked."""
    rows = Count.objects.filter(election=election, at__lte=at)
    if inside:
        rows = rows.filter(region__code__startswith=f"{inside}.")
    if upto is not None:
        rows = rows.filter(report__lte=upto)
    values = rows.order_by("at", "id").values_list("region_id", "role", "measure", "value")
    return {(place, role, Measure(measure)): n for place, role, measure, n in values}


@dataclass(frozen=True, kw_only=True)
class Board:
    """Need and counts of a region at a moment."""

    need: Mapping[Post, Need]
    counts: Counts

    @cached_property
    def gaps(self) -> Mapping[Post, Gap]:
        """Of every post: who is needed, appointed and missing."""
        there = {(place, role): n for (place, role, what), n in self.counts.items() if _first(what)}
        return gaps.gaps({post: need.quantity for post, need in self.need.items()}, there)

    def total(self, *, role: str = "", inside: str = "") -> Gap:
        """What posts of a role, or inside a region, make together."""
        posts = self._by_role[role] if role else self.gaps.items()
        return gaps.total(one for (place, _), one in posts if not inside or _inside(place, inside))

    @cached_property
    def _by_role(self) -> Mapping[str, list[tuple[Post, Gap]]]:
        found: dict[str, list[tuple[Post, Gap]]] = defaultdict(list)
        for post, one in self.gaps.items():
            found[post[1]].append((post, one))
        return found

    def counted(self, measure: Measure, *, role: str, inside: str) -> int | None:
        """How many were reported; None where nobody did."""
        found = [
            n
            for (place, code, what), n in self.counts.items()
            if (code, what) == (role, measure) and _inside(place, inside)
        ]
        return sum(found) if found else None


def _first(measure: Measure) -> bool:
    return measure is Measure.APPOINTED


def _inside(place: str, outer: str) -> bool:
    return within(RegionCode(place), RegionCode(outer))


def board(election: str, *, at: datetime, inside: str = "") -> Board:
    """The needs and the counts of a province or of a regency."""
    need = needed(election, at=at)
    if inside:
        need = {post: one for post, one in need.items() if _inside(post[0], inside)}
    return Board(need=need, counts=standing(election, at=at, inside=inside))


def posts(institution: Institution, election: Election) -> list[Post]:
    """The districts and roles that a body reports on."""
    own = roles(election.kind, owner=institution.kind)
    rows = Region.objects.filter(parent=institution.region_id, level=Level.DISTRICT)
    codes = rows.order_by("code").values_list("code", flat=True)
    return [(code, role.code) for code in codes for role in own]


def reporting(election: Election, institutions: Iterable[str]) -> list[Institution]:
    """Those of some institutions that appoint anybody."""
    kinds = {one.bearer for one in duties(election.kind).values()}
    rows = Institution.objects.filter(
        code__in=institutions, kind__in=kinds, region__level=Level.REGENCY
    )
    return list(rows.select_related("region").order_by("code"))


def last_report(institution: Institution, election: str, *, at: datetime) -> Report | None:
    """The newest report of a body."""
    return institution.personnel_reports.filter(election=election, at__lte=at).first()


def simulated(election: str, *, at: datetime, inside: str = "") -> bool:
    """Whether a simulated report stands behind the counts."""
    rows = Report.objects.filter(election=election, at__lte=at, way=Way.SIMULATED)
    if inside:
        rows = rows.filter(institution__region=inside)
    return rows.exists()


def due(election: Election, *, at: datetime) -> Mapping[Post, date]:
    """When each regency's body must have appointed each role, as known at a moment."""
    known = duties(election.kind)
    named = {one.id: role for role, one in known.items()}
    rows = Obligation.objects.filter(
        election=election.id, template__in=named, region__level=Level.REGENCY
    )
    found: dict[Post, date] = {}
    for row in replay.asked(rows, at=at):
        if row.due_day:
            for role in known[named[row.template]].roles:
                found[row.region_id, role] = row.due_day
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A regency's officers: all that must be there by now, and the role that lacks most."""

    region: str
    gap: Gap  # of the roles whose date has passed
    ahead: Gap  # of the others
    worst: Post | None  # the district and role that lack most, of those due; else of the others
    short: int  # how many are missing there
    trend: Trend | None  # of that role in the regency, to its date
    due: date | None


def areas(election: Election, *, at: datetime, inside: str = "") -> Mapping[str, Area]:
    """How each regency stands, or one if asked, for the cell of personnel."""
    now, then = (board(election.id, at=moment, inside=inside) for moment in (at, at - BACK))
    dates = due(election, at=at)
    today = localtime(at).date()
    by_regency: dict[str, dict[Post, Gap]] = defaultdict(dict)
    for (place, role), one in now.gaps.items():
        by_regency[place[:5]][place, role] = one
    return {
        region: _area(
            region, found, then, {r: day for (p, r), day in dates.items() if p == region}, today
        )
        for region, found in by_regency.items()
    }


def _area(
    region: str, found: Mapping[Post, Gap], then: Board, dates: Mapping[str, date], today: date
) -> Area:
    passed = {post: one for post, one in found.items() if dates.get(post[1], date.max) <= today}
    ahead = {post: one for post, one in found.items() if post not in passed}
    lacking = [(one.short, post) for post, one in passed.items() if one.short] or [
        (one.short, post) for post, one in ahead.items() if one.short
    ]
    short, worst = max(lacking, default=(0, None))
    day = dates.get(worst[1]) if worst else None
    return Area(
        region=region,
        gap=gaps.total(passed.values()),
        ahead=gaps.total(ahead.values()),
        worst=worst,
        short=short,
        trend=_trend(region, worst[1], found, then, (day - today).days) if worst and day else None,
        due=day,
    )


def _trend(region: str, role: str, found: Mapping[Post, Gap], then: Board, left: int) -> Trend:
    now = gaps.total(one for (_place, code), one in found.items() if code == role)
    return Trend(
        before=then.total(role=role, inside=region).short,
        now=now.short,
        over=BACK.days,
        left=left,
    )
