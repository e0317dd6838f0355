"""Need against what is there, area by area, as the rooms of people, money and goods count it."""

from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from serentak.desk.budget import facts as grants
from serentak.desk.budget.models import Grant
from serentak.desk.logistics import demand, wanted
from serentak.desk.logistics import facts as supplies
from serentak.desk.logistics.pages import why
from serentak.desk.personnel import facts as officers
from serentak.desk.personnel.words import reason
from serentak.desk.security import facts as guards
from serentak.desk.security.models import Need, Team
from serentak.desk.security.pages import units
from serentak.desk.shared.templatetags.desk import ribu, rupiah
from serentak.engine.budget.standing import Account
from serentak.engine.law.model import Area, Election
from serentak.engine.regions import RegionCode
from serentak.engine.store import region_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a regency needs in an area, what is there, and why the rest is not.

    All are in the area's own unit: people, rupiah, districts. `short` is what lacks and should be
    there by now, `ahead` what lacks and is not due yet; both add up what single places lack, so
    together they may be more than `need` less `there`.
    """

    need: int
    there: int
    short: int
    ahead: int
    why: str
    address: str
    unit: Area

    @property
    def title(self) -> str:
        """What is counted."""
        return str(NAMES[self.unit])

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Need, supply and gap under their names."""
        number = rupiah if self.unit is Area.BUDGET else ribu
        return (
            (_("Perlu"), number(self.need)),
            (_("Ada"), number(self.there)),
            (_("Kurang, lewat tenggat"), number(self.short)),
            (_("Kurang, belum jatuh tempo"), number(self.ahead)),
        )

    @property
    def share(self) -> float:
        """How much of the need lacks and is late; the larger, the further from ready."""
        return self.short / self.need if self.need else 0.0


Gaps = Mapping[str, Gap]


def gaps(area: Area, election: Election, *, at: datetime, inside: str = "") -> Gaps:
    """Each regency's gap in an area, or one's if asked; nothing where no room counts it."""
    found = _COUNTED.get(area)
    return found(election, at, inside) if found else {}


def of_cell(election: Election, region: str, area: str, *, at: datetime) -> Gap | None:
    """The gap of one cell; None where no room counts it."""
    return gaps(Area(area), election, at=at, inside=region).get(region)


NAMES: Mapping[Area, Promise] = {
    Area.PERSONNEL: lazy("Petugas yang diangkat"),
    Area.BUDGET: lazy("Hibah yang dicairkan"),
    Area.SECURITY: lazy("Petugas keamanan yang ditugaskan"),
    Area.SUPPORT: lazy("Kecamatan yang logistiknya lengkap"),
}


def _personnel(election: Election, at: datetime, inside: str) -> Gaps:
    """Officers of every role, those whose date has passed and the others."""
    return {
        region: Gap(
            need=one.gap.need + one.ahead.need,
            there=one.gap.there + one.ahead.there,
            short=one.gap.short,
            ahead=one.ahead.short,
            why=reason(one),
            address=reverse("personnel:region", args=[region]),
            unit=Area.PERSONNEL,
        )
        for region, one in officers.areas(election, at=at, inside=inside).items()
    }


def _budget(election: Election, at: datetime, inside: str) -> Gaps:
    """What the treasury of each regency has paid of the grants that it signed."""
    rows = list(grants.of_election(election.id).filter(region__code__startswith=inside))
    accounts = grants.accounts(rows, at=at)
    by_region: dict[str, list[Grant]] = defaultdict(list)
    for row in rows:
        by_region[row.region_id].append(row)
    return {region: _owed(own, accounts) for region, own in by_region.items()}


def _owed(rows: Sequence[Grant], accounts: Mapping[int, Account]) -> Gap:
    known = [(row, accounts[row.pk]) for row in rows]
    late = [
        _("%(body)s kurang %(sum)s, lewat %(days)s hari")
        % {"body": row.grantee.short, "sum": rupiah(one.short), "days": one.days_late}
        for row, one in sorted(known, key=lambda pair: -pair[1].short)
        if one.short
    ]
    need, there = (
        sum(one.agreed or 0 for _row, one in known),
        sum(one.paid for _row, one in known),
    )
    short = sum(one.short for _row, one in known)
    return Gap(
        need=need,
        there=there,
        short=short,
        ahead=max(need - there - short, 0),
        why=("; ".join(late) + ".") if late else _("Tidak ada yang terlambat."),
        address=reverse("budget:index"),
        unit=Area.BUDGET,
    )


def _security(election: Election, at: datetime, inside: str) -> Gaps:
    """Officers whose team has a post that reported its strength; late from the voting day on."""
    plan = guards.standing(election, at=at)
    if plan is None:
        return {}
    of_plan = {"deployment": plan.deployment}
    silent = set(Need.objects.filter(**of_plan, reported=None).values_list("unit", flat=True))
    by_region: dict[str, list[tuple[str, int, bool]]] = defaultdict(list)
    teams = Team.objects.filter(**of_plan, base__startswith=inside)
    rows = teams.values_list("base", "unit", "officers", "post")
    for base, unit, strong, post in rows:
        by_region[base[:5]].append((unit, strong, bool(post) and unit not in silent))
    late = localtime(at).date() >= election.voting_day
    return {region: _guarded(own, silent, late=late) for region, own in by_region.items()}


def _guarded(teams: Sequence[tuple[str, int, bool]], silent: Container[str], *, late: bool) -> Gap:
    need = sum(strong for _unit, strong, _sent in teams)
    there = sum(strong for _unit, strong, sent in teams if sent)
    quiet = units({unit for unit, _strong, _sent in teams if unit in silent})
    why = _("Belum melaporkan kekuatannya: %(units)s.") % {
        "units": ", ".join(sorted(quiet.values()))
    }
    if not quiet:
        why = _("Semua satuan sudah melaporkan kekuatannya.")
    return Gap(
        need=need,
        there=there,
        short=need - there if late else 0,
        ahead=0 if late else need - there,
        why=why,
        address=reverse("security:index"),
        unit=Area.SECURITY,
    )


def _support(election: Election, at: datetime, inside: str) -> Gaps:
    """Districts whose goods were counted complete."""
    items = demand.demand(election).items
    found: dict[str, Gap] = {}
    for region, one in supplies.supplied(election.id, at=at, inside=inside).items():
        late = bool(one.worst) and at > wanted.moment(election, RegionCode(one.worst))
        said = why(one, items, {one.worst: region_name(RegionCode(one.worst))})
        found[region] = Gap(
            need=one.need,
            there=one.supply,
            short=one.gap if late else 0,
            ahead=0 if late else one.gap,
            why=f"{said}." if said else _("Semua kecamatan sudah menghitung barangnya lengkap."),
            address=reverse("logistics:region", args=[region]),
            unit=Area.SUPPORT,
        )
    return found


_COUNTED: Mapping[Area, Callable[[Election, datetime, str], Gaps]] = {
    Area.PERSONNEL: _personnel,
    Area.BUDGET: _budget,
    Area.SECURITY: _security,
    Area.SUPPORT: _support,
}
