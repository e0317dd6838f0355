"""From a register to its voters: who may vote, who may not and why, and how many of each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from serentak.engine.pipeline.people import Judged, inputs, unique
from serentak.engine.register import voters
from serentak.engine.store.workspace import Workspace, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many there are of each kind."""

    residents: int
    voters: int
    excluded: int  # people; a person may be kept away by more than one bar
    bars: Sequence[Mapping[str, Any]]  # rule, article, people
    once: Mapping[str, int]  # rule: people, everybody under the first of their bars
    kinds: Sequence[Mapping[str, Any]]  # by, value, voters
    villages: ir.Table  # village, voters of every kind, excluded
    absent: Sequence[str]


def vote(work: Workspace, judged: Judged, out: Path) -> Counted:
    """Voters, excluded and counts, written to a folder. Raises BadData when ids repeat."""
    answer = choose(work, judged, out)
    work.write_csv(answer.villages, out / "voters-by-village.csv")
    write_json(out / "voters.json", _report(answer, judged))
    return answer


def choose(work: Workspace, judged: Judged, out: Path) -> Counted:
    """The tables of voters and excluded alone, and their counts. Raises BadData when ids repeat."""
    unique(work, judged.register)
    ruling, marked = judged.ruling, judged.marked
    barred = marked.filter(marked.bars != 0).drop("faults")
    spelled = work.keep(voters.excluded(barred, ruling.law.bars, ruling.election.kind))
    told = spelled.select("id", "rule", "article").order_by("id", "rule")
    work.write(told, out / "excluded.parquet")
    work.write(voters.voters(judged.row, judged.measures).order_by("id"), out / "voters.parquet")
    may = work.parquet(out / "voters.parquet")
    return Counted(
        residents=work.count_of(judged.register.people),
        voters=work.count_of(may),
        excluded=work.count_of(barred),
        bars=work.rows(voters.by_bar(spelled)),
        once=voters.by_first(
            (one["bars"], one["people"]) for one in work.rows(voters.by_mark(barred))
        ),
        kinds=work.rows(voters.by_kind(may)),
        villages=voters.by_village(may, spelled),
        absent=[str(column) for column in judged.register.absent],
    )


def _report(answer: Counted, judged: Judged) -> dict[str, Any]:
    return {
        **inputs(judged.register),
        "election": judged.ruling.election.id,
        "voting_day": judged.ruling.election.voting_day,
        "residents": answer.residents,
        "voters": answer.voters,
        "excluded": answer.excluded,
        "pairs_torn": judged.torn,
        "bars": answer.bars,
        "kinds": answer.kinds,
    }
