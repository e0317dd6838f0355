"""Grants as a province's published facts write them, one row for each sum, tranche and payment."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from serentak.engine.budget.grants import Entry, Grant, Kind, Step, Sum
from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode

Row = Mapping[str, str]
Side = tuple[str, str, str]  # election, giving region, grantee
_PLAN = "plan"  # a tranche as the agreement writes it: plan1, plan2, …
_KNOWN = frozenset({*Step, *Kind})


def by_grant(rows: Iterable[Row]) -> dict[Side, list[Row]]:
    """The rows of each grant, in the order they stand in. Raises BadData."""
    found: dict[Side, list[Row]] = {}
    for row in rows:
        if row["what"] not in _KNOWN and not row["what"].startswith(_PLAN):
            raise BadData(
                f"Baris hibah '{row['what']}' tidak dikenal. Pilih: {', '.join(sorted(_KNOWN))}, "
                "atau plan1, plan2 …"
            )
        found.setdefault((row["election"], row["giver"], row["grantee"]), []).append(row)
    return found


def grants(rows: Iterable[Row]) -> Iterator[tuple[str, Grant]]:
    """Each election's grants."""
    for (election, giver, grantee), own in by_grant(rows).items():
        yield (
            election,
            Grant(
                key=f"{election}/{giver}/{grantee}",
                giver=RegionCode(giver),
                grantee=grantee,
                sums=tuple(_sum(row) for row in own if row["what"] in set(Step)),
                entries=tuple(_entry(row) for row in own if row["what"] in set(Kind)),
                plan=plan(own),
            ),
        )


def plan(rows: Iterable[Row]) -> tuple[int, ...]:
    """The tranches as the agreement writes them, in order."""
    parts = [row for row in rows if row["what"].startswith(_PLAN)]
    return tuple(int(row["amount"]) for row in sorted(parts, key=lambda one: one["what"]))


def day(row: Row) -> date | None:
    """The day of a row, where it has one."""
    return date.fromisoformat(row["date"]) if row["date"] else None


def amount(row: Row) -> int | None:
    """Its rupiah, where the source names them."""
    return int(row["amount"]) if row["amount"] else None


def precise(row: Row) -> bool:
    """Whether the day is more than a guess or a latest one."""
    return row["precision"] == "hari"


def _sum(row: Row) -> Sum:
    return Sum(step=Step(row["what"]), amount=amount(row), on=day(row), precise=precise(row))


def _entry(row: Row) -> Entry:
    return Entry(
        kind=Kind(row["what"]),
        amount=int(row["amount"]),
        on=date.fromisoformat(row["date"]),
        precise=precise(row),
    )
