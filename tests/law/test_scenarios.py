"""Would a lawyer agree? Every scenario in `scenarios/`, through the engine and the terminal."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from serentak.engine import store
from serentak.engine.errors import SerentakError
from serentak.engine.law.deadline import Derivation
from tests.law.book import Scenario, answer, rule_of, scenarios

ALL = list(scenarios())
DATED = [one for one in ALL if "stage" not in one and "error" not in one["expect"]]
REFUSED = [one for one in ALL if "error" in one["expect"]]
STAGES = [one for one in ALL if "stage" in one]
KEYS = {
    "name",
    "case",
    "rule",
    "count",
    "stage",
    "from",
    "zone",
    "limit",
    "expect",
    "source",
    "file",
}
ANSWERS = {
    "first_day",
    "due",
    "closes",
    "zone",
    "skipped",
    "readings",
    "late",
    "closing",
    "provisional",
    "on_expiry",
}
PUBLISHED = {
    *("F1", "F2", "F5", "F5b", "F6", "F7", "F9", "F11", "F14", "F16", "F18", "F20", "F21"),
    *("F24", "F25", "F31", "F32", "F33", "F34", "F35", "F36", "F37", "F38", "F39"),
}


def _names(many: list[Scenario]) -> list[str]:
    return [f"{one['file']}: {one['name']}" for one in many]


@pytest.mark.parametrize("one", DATED, ids=_names(DATED))
def test_the_engine_agrees_with_the_scenario(one: Scenario) -> None:
    found = answer(one)

    assert _said(found, one["expect"]) == _wanted(one["expect"])


def _said(found: Derivation, expect: Mapping[str, Any]) -> dict[str, object]:
    """What the engine says to each thing the scenario expects, in the scenario's own form."""
    known: dict[str, object] = {
        "first_day": found.tally.first_day,
        "due": found.due if isinstance(expect.get("due"), str) else found.last_day,
        "closes": found.closes,
        "zone": str(found.zone),
        "readings": sorted(outcome.last_day for outcome in found.readings),
        "closing": found.due,
        "provisional": list(found.provisional),
        "skipped": _skipped(found, expect.get("skipped", [])),
    }
    return {key: known[key] for key in expect if key in known}


def _skipped(found: Derivation, named: list[Any]) -> list[Any]:
    """The named days that were skipped; all of them where the scenario says there are none."""
    days = [skip.on for skip in found.skipped]
    return [day for day in named if day in days] if named else days


def _wanted(expect: Mapping[str, Any]) -> dict[str, object]:
    wanted = {key: value for key, value in expect.items() if key not in {"late", "on_expiry"}}
    for key in ("due", "closing"):
        if isinstance(wanted.get(key), str):
            wanted[key] = datetime.fromisoformat(wanted[key])
    return wanted


@pytest.mark.parametrize("one", [one for one in DATED if "late" in one["expect"]])
def test_a_date_that_was_refused_is_out_of_time(one: Scenario) -> None:
    found = answer(one)

    assert found.last_day < one["expect"]["late"]


@pytest.mark.parametrize("one", [one for one in DATED if "on_expiry" in one["expect"]])
def test_the_rule_says_what_happens_when_time_runs_out(one: Scenario) -> None:
    rule = rule_of(one)

    assert one["expect"]["on_expiry"] in rule.on_expiry


@pytest.mark.parametrize("one", REFUSED, ids=_names(REFUSED))
def test_what_cannot_be_counted_is_refused_with_a_sentence(one: Scenario) -> None:
    with pytest.raises(SerentakError, match=one["expect"]["error"]):
        answer(one)


@pytest.mark.parametrize("one", STAGES, ids=_names(STAGES))
def test_a_stage_opens_and_closes_as_published(one: Scenario) -> None:
    election, _, wanted = one["stage"].partition("/")
    expect = one["expect"]

    stage = next(s for s in store.law().election(election).stages if s.id == wanted)

    assert stage.start == expect["start"]
    assert stage.end == expect["end"]
    assert expect["start"] <= expect.get("within", expect["start"]) <= expect["end"]


def test_every_published_case_is_here() -> None:
    assert {one["case"] for one in ALL if "case" in one} == PUBLISHED


def test_a_scenario_says_nothing_the_test_does_not_read() -> None:
    odd = [
        one["name"]
        for one in ALL
        if set(one) - KEYS or ("stage" not in one and set(one["expect"]) - ANSWERS - {"error"})
    ]

    assert odd == []


def test_no_two_scenarios_share_a_name() -> None:
    names = _names(ALL)

    assert len(names) == len(set(names))


TERMINAL = [one for one in DATED if one.get("case") in {"F1", "F6", "F9", "F20", "F35"}]


@pytest.mark.parametrize("one", TERMINAL, ids=_names(TERMINAL))
def test_the_terminal_gives_the_same_answer(one: Scenario) -> None:
    command = ["law", "deadline", one["rule"], "--from", str(one["from"]), "--format", "json"]

    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "serentak.cli.main", *command],
        capture_output=True,
        text=True,
        check=True,
    )

    said = json.loads(done.stdout)
    found = answer(one)
    assert said["id"] == one["rule"]
    assert datetime.fromisoformat(said["due"]) == found.due
    assert said["first_day"] == found.tally.first_day.isoformat()
    assert said["counted"] == [day.isoformat() for day in found.tally.counted]
    assert [r["last_day"] for r in said["readings"]] == [
        outcome.last_day.isoformat() for outcome in found.readings
    ]
