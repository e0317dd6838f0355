"""Posts that officers leave from, the districts they answer for, and how many officers there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from serentak.engine.errors import BadData


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post of the police or the army."""

    unit: str  # the institution it belongs to
    kind: str
    name: str
    place: int  # the village it stands in
    officers: int | None  # None: its unit said only how many they are together, or nothing
    army: bool = False
    assumed: bool = False  # nobody said that it is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What a unit reported; a reinforcement alone says that its own officers are unknown."""

    own: int | None
    reinforcement: int = 0

    @property
    def officers(self) -> int | None:
        """All of them, where its own are known."""
        return None if self.own is None else self.own + self.reinforcement


def jurisdictions(districts: Iterable[str], rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Which unit answers for each district: the coverage of the district itself before its regency's."""
    primary = {row["region"]: row["institution"] for row in rows if row["primary"] == "yes"}
    found = {one: primary.get(one) or primary.get(one[:5], "") for one in districts}
    nobody = sorted(one for one, unit in found.items() if not unit)
    if nobody:
        raise BadData(f"Belum ada satuan yang wilayah hukumnya memuat kecamatan {nobody[0]}.")
    return found


def strengths(rows: Iterable[Mapping[str, str]], election: str) -> dict[str, Strength]:
    """What was reported of each unit for an election, its parts added."""
    told: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["election"] == election and row["part"] != "total":
            parts = told.setdefault(row["institution"], {})
            parts[row["part"]] = parts.get(row["part"], 0) + int(row["officers"])
    return {
        unit: Strength(own=parts.get("own"), reinforcement=parts.get("reinforcement", 0))
        for unit, parts in told.items()
    }


def limits(
    posts: Sequence[Post],
    regency: Sequence[str],
    strength: Mapping[str, Strength],
    reserve: int,
) -> list[tuple[list[int], int]]:
    """Posts and how many officers may leave them together.

    Where posts know their own officers, each regency's keep `reserve` percent back; else their
    unit does. Posts of a unit that reported nothing are without limit.
    """
    found: list[tuple[list[int], int]] = []
    together: dict[tuple[str, str], list[int]] = {}
    for n, post in enumerate(posts):
        if post.officers is not None:
            found.append(([n], post.officers))
        where = "" if post.officers is None else regency[n]
        together.setdefault((post.unit, where), []).append(n)
    for (unit, where), group in together.items():
        officers = (
            sum(posts[n].officers or 0 for n in group)
            if where
            else strength.get(unit, Strength(own=None)).officers
        )
        if officers is not None:
            found.append((group, usable(officers, reserve)))
    return found


def usable(officers: int, reserve: int) -> int:
    """How many may leave; the reserve is rounded up."""
    return officers + (-officers * reserve) // 100


def required(officers: int, reserve: int) -> int:
    """How many a unit needs so that so many may leave."""
    return -(-officers * 100 // (100 - reserve))
