"""From a register to its voters: who may vote, who may not and why, and how many of each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serentak.engine.law.model import Election, Law
from serentak.engine.pipeline.people import Given, check_ids, held_against, numbers, opened, unique
from serentak.engine.register import checks, voters
from serentak.engine.store.workspace import Workspace, digest, write_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many there are of each kind."""

    residents: int
    voters: int
    excluded: int  # people; a person may be kept away by more than one bar
    bars: Sequence[Mapping[str, Any]]  # rule, article, people
    kinds: Sequence[Mapping[str, Any]]  # by, value, voters
    absent: Sequence[str]


def vote(work: Workspace, given: Given, out: Path, *, law: Law, election: Election) -> Counted:
    """Voters, excluded and counts, written to a folder. Raises BadData when ids repeat."""
    register = opened(work, given)
    check_ids(work, given, register.people)
    unique(work, register.people)
    measures = numbers(law, election.voting_day, given.source)
    row = held_against(work, register, given, measures)
    some = row.filter(checks.any_of(row, measures, voters.TESTS))
    barred = work.keep(some.select("id", "place", bars=voters.bars(some, measures)))
    spelled = work.keep(voters.excluded(barred, law.bars, election.kind))
    told = spelled.select("id", "rule", "article").order_by("id", "rule")
    work.write(told, out / "excluded.parquet")
    work.write(voters.voters(row, measures).order_by("id"), out / "voters.parquet")
    may = work.parquet(out / "voters.parquet")
    answer = Counted(
        residents=work.count_of(register.people),
        voters=work.count_of(may),
        excluded=work.count_of(barred),
        bars=work.rows(voters.by_bar(spelled)),
        kinds=work.rows(voters.by_kind(may)),
        absent=[str(column) for column in register.absent],
    )
    work.write_csv(voters.by_village(may, spelled), out / "voters-by-village.csv")
    write_json(out / "voters.json", _report(answer, given, election))
    return answer


def _report(answer: Counted, given: Given, election: Election) -> dict[str, Any]:
    return {
        "election": election.id,
        "voting_day": election.voting_day,
        "files": [{"name": file.name, "sha256": digest(file)} for file in given.files],
        "lists": {str(k): {"name": f.name, "sha256": digest(f)} for k, f in given.lists.items()},
        "residents": answer.residents,
        "voters": answer.voters,
        "excluded": answer.excluded,
        "bars": answer.bars,
        "kinds": answer.kinds,
        "columns_absent": answer.absent,
    }
