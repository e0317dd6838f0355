"""A deployment as tables: risk of stations, teams, and each unit's strength against its need."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from serentak.engine.law.guards import Risk
from serentak.engine.security.balance import Balance
from serentak.engine.security.duty import Task
from serentak.engine.security.risk import Vulnerability

RISKS = pa.schema(
    {
        "station": pa.string(),
        "score": pa.float64(),
        "class": pa.string(),
        "told": pa.bool_(),
        "reasons": pa.string(),
    }
)


def risks(judged: Iterable[Vulnerability]) -> pa.Table:
    """The gravest first: those that something can be done about stand above the many."""
    order = list(Risk)
    rows = sorted(judged, key=lambda one: (-order.index(one.risk), -one.score, one.station))
    return pa.Table.from_pylist(
        [
            {
                "station": one.station,
                "score": one.score,
                "class": str(one.risk),
                "told": one.told,
                "reasons": "; ".join(
                    f"{reason.indicator.id} {reason.points:g}" for reason in one.reasons
                ),
            }
            for one in rows
        ],
        schema=RISKS,
    )


def deployments(tasks: Iterable[Task]) -> pa.Table:
    """One row a team; who has no post has no hour of leaving."""
    return pa.Table.from_pylist(
        [
            {
                "unit": task.unit,
                "post": task.post,
                "team": task.number,
                "officers": task.officers,
                "class": str(task.risk),
                "leaves": f"{task.leaves:%Y-%m-%d %H:%M}" if task.leaves else "",
                "minutes": task.minutes,
                "way": "; ".join(task.way),
                "base": task.base,
                "stations": " ".join(task.stations),
                "linmas": task.linmas,
            }
            for task in tasks
        ]
    )


def balances(told: Iterable[Balance]) -> pa.Table:
    """One row a unit."""
    return pa.Table.from_pylist([_flat(balance_row(one)) for one in told])


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: " ".join(value) if isinstance(value, list) else value for key, value in row.items()
    }


def balance_row(one: Balance) -> dict[str, Any]:
    """Reported strength against need, by jurisdiction."""
    return {
        "unit": one.unit,
        "regencies": list(one.regencies),
        "stations": sum(one.stations.values()),
        **{f"stations_{risk}": number for risk, number in one.stations.items()},
        "teams": one.teams,
        "officers": one.officers,
        "needed": one.needed,
        "reported": one.reported,
        "reinforcement": one.reinforcement,
        "more": one.more,
        "missing": one.missing,
        "helped": one.helped,
        "unguarded": len(one.unguarded),
    }
