"""What a run says of itself: inputs, law, counts, and a line for every village; nobody's data."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from serentak.engine import store
from serentak.engine.pipeline import placing
from serentak.engine.pipeline.people import Given, Ruling
from serentak.engine.pipeline.steps import NAMES, Answer
from serentak.engine.regions import RegionCode, within
from serentak.engine.store.workspace import digest, size

SCHEMA = 1
SEED = 0  # no step throws dice; whoever reads reports expects the place
COLUMNS = ("records", "findings", "blocking", "pairs_review", *NAMES)


def inputs(given: Given) -> dict[str, Any]:
    """Names, sizes and digests. Raises BadData when a file is not there."""
    return {
        "inputs": [_input(file) for file in given.files],
        "answers": [_input(file) for file in given.answers],
        "lists": [{"list": str(k), **_input(file)} for k, file in sorted(given.lists.items())],
    }


def _input(file: Path) -> dict[str, Any]:
    return {"name": file.name, "bytes": size(file), "sha256": digest(file)}


def report(
    given: Given, ruling: Ruling, told: Mapping[str, Any], answers: Mapping[str, Answer]
) -> dict[str, Any]:
    """The report but for digest and options: two runs of the same order say the same."""
    region = RegionCode(given.source.region)
    counts = {key: n for answer in answers.values() for key, n in answer.counts.items()}
    rows, articles = counts.pop("rows"), counts.pop("articles")
    villages, elsewhere = _villages(answers, region)
    files = [{**file, "rows": n} for file, n in zip(told["inputs"], rows, strict=True)]
    return {
        "schema": SCHEMA,
        "election": ruling.election.id,
        "region": region,
        "seed": SEED,
        "inputs": files,
        "lists": told["lists"],
        "answers": told["answers"],
        "law": {"digest": store.law_digest()},
        "steps": [{"name": name} for name in answers],
        "counts": {**counts, "villages": len(villages)},
        "articles": articles,
        "villages": villages,
        "elsewhere": elsewhere,
        **{part: what for answer in answers.values() for part, what in answer.said.items()},
    }


def _villages(
    answers: Mapping[str, Answer], region: RegionCode
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """A line for every village of the region, and the sum of rows that are in none of them."""
    sums: dict[str, dict[str, Any]] = {}
    elsewhere = dict.fromkeys(COLUMNS, 0)
    for answer in answers.values():
        for village, counts in answer.villages.items():
            here = bool(village) and within(RegionCode(village), region)
            empty = {**dict.fromkeys(COLUMNS, 0), **placing.EMPTY}
            line = sums.setdefault(village, empty) if here else elsewhere
            for name, count in counts.items():
                line[name] = line[name] + count if name in COLUMNS else count
    return [{"village": code, **sums[code]} for code in sorted(sums)], elsewhere
