"""Stations, villages and voters by district: what every need is computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode, parent


class Known(StrEnum):
    """How sure a count is, surest first."""

    OFFICIAL = "official"
    PLAN = "plan"
    ESTIMATE = "estimate"


def weakest(known: Iterable[Known]) -> Known:
    """The least sure of several."""
    return max(known, key=list(Known).index)


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district and what is counted in it; `voters` per station, where somebody counted them."""

    region: RegionCode
    villages: int
    stations: int
    voters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regency:
    """A regency's districts and its voters; `cap` is the most that a station may have."""

    region: RegionCode
    districts: tuple[District, ...]
    voters: int
    cap: int
    known: Known
    voters_known: Known

    @property
    def stations(self) -> int:
        """All its stations."""
        return sum(district.stations for district in self.districts)

    @property
    def counted(self) -> bool:
        """Whether the voters of every station are known."""
        return all(len(one.voters) == one.stations for one in self.districts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A village with the voters of each of its stations."""

    region: RegionCode
    voters: tuple[int, ...]


def by_regency(villages: Iterable[Village], *, cap: int, known: Known) -> tuple[Regency, ...]:
    """Villages added up to districts and regencies, in order of code."""
    districts: dict[RegionCode, list[Village]] = {}
    for village in sorted(villages, key=lambda one: one.region):
        districts.setdefault(parent(village.region), []).append(village)
    regencies: dict[RegionCode, list[District]] = {}
    for code, found in districts.items():
        regencies.setdefault(parent(code), []).append(_district(code, found))
    return tuple(
        Regency(
            region=code,
            districts=tuple(found),
            voters=sum(sum(one.voters) for one in found),
            cap=cap,
            known=known,
            voters_known=known,
        )
        for code, found in regencies.items()
    )


def _district(code: RegionCode, villages: Sequence[Village]) -> District:
    voters = tuple(voters for village in villages for voters in village.voters)
    return District(region=code, villages=len(villages), stations=len(voters), voters=voters)


def recounted(village: RegionCode, voters: int, cap: int) -> Village:
    """A village with as few stations as the cap allows, filled evenly; without voters it has none."""
    stations = -(-voters // cap)
    each, more = divmod(voters, stations or 1)
    return Village(region=village, voters=tuple(each + (n < more) for n in range(stations)))


def shared(total: int, weights: Mapping[RegionCode, int]) -> Mapping[RegionCode, int]:
    """A total in proportion to weights, whole and complete: the largest remainders get one more."""
    whole = sum(weights.values())
    if whole <= 0:
        raise BadData("Pemilih tidak dapat dibagi ke desa: jumlah penduduknya nol.")
    parts = {code: divmod(total * weight, whole) for code, weight in weights.items()}
    missing = total - sum(part for part, _ in parts.values())
    first = sorted(parts, key=lambda code: (-parts[code][1], code))[:missing]
    return {code: part + (code in first) for code, (part, _) in parts.items()}
