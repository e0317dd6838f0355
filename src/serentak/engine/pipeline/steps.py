"""The steps of a run: what each writes into the run's folder, and the counts it answers with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from serentak.engine.law.model import Severity
from serentak.engine.pipeline import checking, matching, people, placing, voting
from serentak.engine.pipeline.order import Order
from serentak.engine.pipeline.people import Judged, Register
from serentak.engine.register import intake
from serentak.engine.register.columns import Column
from serentak.engine.register.match.matching import Bounds
from serentak.engine.store.answers import carry
from serentak.engine.store.workspace import Workspace

Say = Callable[[float, str], None]  # share of the step, words
Counts = Mapping[str, Any]


class Site:
    """Where the steps of one run work: what was given, and what they share."""

    def __init__(self, work: Workspace, order: Order, folder: Path) -> None:
        self.work, self.order, self.folder = work, order, folder
        self.given, self.ruling = order.given, order.ruling

    @cached_property
    def register(self) -> Register:
        """The files as one table, every row known by a text."""
        found = people.opened(self.work, self.given)
        people.unique(self.work, found)
        return replace(found, people=found.people.mutate(id=found.people.id.cast("string")))

    @cached_property
    def judged(self) -> Judged:
        """Every question asked of every row; only steps that are not done need it."""
        return people.judged(self.work, self.register, self.ruling)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a step counted: in all, and village by village (without a code: nowhere we know)."""

    counts: Counts
    villages: Mapping[str, Counts] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)  # whole parts of the report


@dataclass(frozen=True, slots=True)
class Step:
    """One step by the name that progress and report give it."""

    name: str
    words: str  # what it does, for whoever waits
    run: Callable[[Site, Say], Answer]


def take_in(site: Site, say: Say) -> Answer:
    """All files under our columns: register.parquet."""
    row = site.judged.row
    say(0.4, "Menulis register")
    ordered = row.order_by(intake.FILE, intake.ROW)
    site.work.write(ordered.select(**_cleaned(ordered)), site.folder / "register.parquet")
    placed = site.work.rows(row.group_by("place", intake.FILE).aggregate(records=row.count()))
    villages: dict[str, dict[str, int]] = {}
    files = [0] * len(site.given.files)
    for one in placed:
        sums = villages.setdefault(one["place"] or "", {"records": 0})
        sums["records"] += one["records"]
        files[one[intake.FILE]] += one["records"]
    return Answer(counts={"records": sum(files), "rows": files}, villages=villages)


def _cleaned(row: ir.Table) -> dict[str, ir.Value]:
    """Each column as it was read; what could not be read stays as it was written or is empty."""
    born = row.born
    read = {
        Column.NIK: row.nik.strip(),
        Column.KK: row.kk.strip(),
        Column.BIRTH_DATE: ibis.date(born // 10_000, born // 100 % 100, born % 100),
        Column.MARITAL: row.marital_is,
        Column.SEX: row.sex_is,
        Column.VILLAGE: row.place,
    }
    return {str(column): read.get(column, row[column]) for column in Column}


def check(site: Site, say: Say) -> Answer:
    """What is wrong: findings.parquet."""
    judged = site.judged
    say(0.5, "Menulis temuan")
    found, _ = checking.find(site.work, judged, site.folder)
    villages: dict[str, dict[str, int]] = {}
    for one in site.work.rows(found.villages):
        sums = villages.setdefault(one["village"] or "", {"findings": 0, "blocking": 0})
        sums["findings"] += one["findings"]
        sums["blocking"] += one["findings"] if one["severity"] == Severity.ERROR else 0
    return Answer(
        counts={
            "findings": {one["rule"]: one["findings"] for one in found.rules},
            "blocking": sum(
                one["findings"] for one in found.rules if one["severity"] == Severity.ERROR
            ),
        },
        villages=villages,
    )


def match(site: Site, say: Say) -> Answer:
    """Who stands in it twice, and which numbers people share: matches.parquet."""
    say(0.1, "Membandingkan baris")
    found = matching.match(site.work, site.register, site.folder, bounds=Bounds())
    say(0.9, "Menghitung per desa")
    carry(people.carried(site.register), site.folder)
    told = people.answered(site.work, site.register)
    waiting = matching.waiting(site.work, site.folder, told)
    answered = matching.answered(site.work, site.folder, told)
    return Answer(
        counts={
            "pairs": found.pairs,
            "pairs_answered": {said: answered.get(said, 0) for said in ("same", "different")},
        },
        villages={one["village"] or "": {"pairs_review": one["pairs"]} for one in waiting},
    )


def choose(site: Site, say: Say) -> Answer:
    """Who may vote and who may not: voters.parquet, excluded.parquet."""
    judged = people.without_doubles(site.work, site.judged, site.folder / matching.FILE)
    say(0.1, "Menulis pemilih")
    found = voting.choose(site.work, judged, site.folder)
    say(0.8, "Menghitung per desa")
    barred = {one["rule"]: one["people"] for one in found.bars}
    return Answer(
        counts={
            "people": found.residents - barred.get("duplicate", 0),
            "voters": found.voters,
            "pairs_torn": judged.torn,
            "excluded": barred,
            "excluded_once": dict(found.once),
            "articles": {one["rule"]: one["article"] for one in found.bars},
        },
        villages=_by_village(site.work.rows(found.villages)),
    )


NAMES = {
    "voters": "voters",
    "voters_l": "men",
    "voters_p": "women",
    "first_time": "first_time",
    "disability": "with_disability",
    "no_ktp_el": "without_ktp_el",
}


def _by_village(rows: Iterable[Mapping[str, Any]]) -> dict[str, Counts]:
    return {row["village"]: {name: row[theirs] for name, theirs in NAMES.items()} for row in rows}


def place(site: Site, say: Say) -> Answer:
    """Who votes where: stations.parquet, assignments.parquet, stations.geojson."""
    found = placing.place(site.order, site.folder, say)
    return Answer(
        counts=found.counts,
        villages=found.villages,
        said={"certificate": found.certificate, "official": found.official},
    )


# In the order in which they run; a new step is one entry here.
STEPS = (
    Step("intake", "Membaca berkas", take_in),
    Step("checks", "Memeriksa setiap baris", check),
    Step("match", "Mencari data ganda", match),
    Step("voters", "Memilah pemilih", choose),
    Step("stations", "Menyusun TPS", place),
)
