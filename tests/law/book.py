"""Scenarios as lawyers write them, and what the engine answers to one."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from serentak.engine import store
from serentak.engine.days import Direction, Term, Unit, Zone
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.deadline import Derivation, deadline, plain_rule
from serentak.engine.law.model import Rule

HERE = Path(__file__).parent
SULTRA = Zone.WITA

Scenario = Mapping[str, Any]


def scenarios() -> Iterator[Scenario]:
    """Every scenario of every file, in order."""
    for file in sorted((HERE / "scenarios").glob("*.yaml")):
        for one in yaml.safe_load(file.read_text("utf-8")):
            yield {**one, "file": file.stem}


def answer(one: Scenario) -> Derivation:
    """The engine's derivation for a scenario with a rule or a plain count."""
    law = store.law()
    return deadline(
        rule_of(one),
        trigger(one),
        law=law,
        local=Zone(one["zone"]) if "zone" in one else SULTRA,
        limit=one.get("limit"),
    )


def rule_of(one: Scenario) -> Rule:
    """The rule a scenario names, or the count it states."""
    if "rule" in one:
        return store.law().rule(one["rule"])
    stated = one["count"]
    return plain_rule(
        Term(
            limit=stated["limit"],
            unit=Unit(stated["unit"]),
            direction=Direction(stated.get("direction", "after")),
        ),
        zone=None,
        basis=Basis(since=date.min, cite="", checked=date.min, confidence=Confidence.SOURCED),
    )


def trigger(one: Scenario) -> date | datetime:
    """The day of the event, or its moment where the scenario writes one in quotes."""
    when: date | str = one["from"]
    return datetime.fromisoformat(when) if isinstance(when, str) else when
