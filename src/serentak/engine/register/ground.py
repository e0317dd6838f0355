"""What the rows of a register are held against: the law's numbers, places and other bodies' lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import ibis
import ibis.expr.types as ir

from serentak.engine.law.model import Law

YEAR = 10_000  # days are numbers yyyymmdd, so a year is this much


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The numbers of the law for one voting day; `today` is that day as yyyymmdd."""

    today: int
    voting_age: int
    oldest: int
    first_voter_below: int
    woman_day: int
    bands: tuple[int, ...]
    region: str = ""  # the region a file was made for, where that was said


class List(StrEnum):
    """A list of another body that rows are compared with."""

    DEATHS = "deaths"
    ROSTER = "roster"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Tables to compare with; a list that nobody gave strikes nobody."""

    measures: Measures
    villages: ir.Table  # spelling, code: every way a code may be written
    districts: ir.Table  # code, six digits as a number
    lists: Mapping[List, ir.Table]  # nik_no, born


def measures(law: Law, voting_day: date, *, region: str = "") -> Measures:
    """The numbers that hold on a voting day. Raises LawGap when one is missing."""
    return Measures(
        today=voting_day.year * YEAR + voting_day.month * 100 + voting_day.day,
        voting_age=law.norm("voting-age").number,
        oldest=law.norm("oldest-likely").number,
        first_voter_below=law.norm("first-voter-below").number,
        woman_day=law.norm("nik-woman-day").number,
        bands=law.norm("age-bands").numbers,
        region=region,
    )


def beside(read: ir.Table, ground: Ground) -> ir.Table:
    """Each row with what places and lists say of it.

    `place`: the village's code, or nothing when it is unknown; `district_known`;
    for each list `_hit`: it strikes the row, and `_doubt`: the birth dates differ.
    """
    district = ((read.nik_no - read.nik_no % 10**10) / 10**10).cast("int32")
    row = read.mutate(district_no=district, spelled=read.village.strip())
    row = row.left_join(ground.villages, row.spelled == ground.villages.spelling)
    row = row.rename(place="code").drop("spelled", "spelling")
    row = row.left_join(ground.districts, row.district_no == ground.districts.code)
    row = row.mutate(district_known=row.code.notnull()).drop("code", "district_no")
    return _held(row, ground.lists)


def _held(row: ir.Table, lists: Mapping[List, ir.Table]) -> ir.Table:
    """A list strikes a row when the NIK agrees and no birth date speaks against it.

    The same NIK is sometimes given to two people; then the row is only in doubt.
    """
    no = ibis.literal(value=False)
    silent = {f"{name}_{word}": no for name in List if name not in lists for word in ANSWERS}
    if not lists:
        return row.mutate(**silent)
    once = _once(lists)
    joined = row.left_join(once, row.nik_no == once.nik_of)
    answers = {key: answer for name in lists for key, answer in _answers(joined, name).items()}
    return joined.mutate(**answers, **silent).drop(*once.columns)


ANSWERS = ("hit", "doubt")


def _once(lists: Mapping[List, ir.Table]) -> ir.Table:
    """All lists as one table, a row for every NIK, so that one comparison serves them all."""
    tagged = [listed.mutate(listed=ibis.literal(str(name))) for name, listed in lists.items()]
    every = ibis.union(*tagged) if len(tagged) > 1 else tagged[0]
    spans: dict[str, ir.Value] = {}
    for name in lists:
        here = every.listed == name
        spans |= {
            f"{name}_listed": here.any(),
            f"{name}_undated": (here & every.born.isnull()).any(),
            f"{name}_first": every.born.min(where=here),
            f"{name}_last": every.born.max(where=here),
        }
    return every.group_by(nik_of=every.nik_no).aggregate(**spans)


def _answers(joined: ir.Table, name: List) -> dict[str, ir.Value]:
    listed, undated, first, last = (
        joined[f"{name}_{part}"] for part in ("listed", "undated", "first", "last")
    )
    agrees = (
        undated | joined.born.isnull() | (joined.born == first) | (joined.born == last)
    ).fill_null(ibis.literal(value=True))
    found = listed.fill_null(ibis.literal(value=False))
    return {f"{name}_hit": found & agrees, f"{name}_doubt": found & ~agrees}
