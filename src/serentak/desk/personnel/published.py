"""What is published of officers: numbers beside ours, and where recruitment was opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from serentak.desk.figures import facts as figures
from serentak.desk.figures import measures, words
from serentak.desk.figures.models import Figure
from serentak.desk.places.models import Region
from serentak.engine.regions import Level, RegionCode, within

FAMILY, REOPENED, QUOTA = "personnel", "ppk.reopened", "ppk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published number in use, or the rivals of which none is."""

    row: Figure
    name: str
    value: str
    dated: str
    rivals: tuple[Figure, ...]


def numbers(election: str, *, day: date, inside: str) -> list[Published]:
    """Every published number of officers in a region, by measure and place."""
    rows = [row for row in figures.versions(election, day=day) if _wanted(row, inside)]
    by_key = {row.key: row for row in rows}
    found = []
    for chain in figures.chains(rows).values():
        standing = [*([chain.current] if chain.current else []), *chain.conflicts]
        if standing:
            found.append(_published([by_key[one.key] for one in standing]))
    return sorted(found, key=lambda one: (one.row.region_id, one.name))


def _wanted(row: Figure, inside: str) -> bool:
    own = measures.family(row.measure) == FAMILY and row.measure != REOPENED
    return own and within(RegionCode(row.region_id), RegionCode(inside))


def _published(rows: Sequence[Figure]) -> Published:
    first = rows[0]
    return Published(
        row=first,
        name=measures.name(first.measure),
        value=words.amount(first.value, first.unit),
        dated=words.dated(first.dated),
        rivals=tuple(rows[1:]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A regency that opened recruitment again in some of its districts, as sources say."""

    region: Region
    versions: tuple[Figure, ...]  # several where sources contradict each other
    districts: int
    quota: int | None

    @property
    def most(self) -> int:
        """The largest number of districts any source gives."""
        return max(row.value for row in self.versions)

    @property
    def least(self) -> int:
        """The smallest."""
        return min(row.value for row in self.versions)


def reopened(election: str, *, day: date) -> list[Reopened]:
    """The regencies by their largest number of districts, which sources put side by side."""
    rows = figures.versions(election, day=day)
    codes = {row.region_id for row in rows if row.measure == REOPENED}
    quotas = {row.region_id: row.value for row in rows if row.measure == QUOTA}
    made = []
    for region in Region.objects.filter(code__in=codes, level=Level.REGENCY):
        own = [row for row in rows if (row.measure, row.region_id) == (REOPENED, region.code)]
        made.append(
            Reopened(
                region=region,
                versions=tuple(sorted(own, key=lambda row: -row.value)),
                districts=region.children.filter(level=Level.DISTRICT).count(),
                quota=quotas.get(region.code),
            )
        )
    return sorted(made, key=lambda one: (-one.most, one.region.code))


def spread(made: Sequence[Reopened]) -> tuple[int, int]:
    """How many districts they are together: at least, and at most."""
    return sum(one.least for one in made), sum(one.most for one in made)
