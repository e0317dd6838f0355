"""A run: from the files of a register to its report, each step done once, all of it or nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from serentak.engine import store
from serentak.engine.pipeline import page, report
from serentak.engine.pipeline.order import Order
from serentak.engine.pipeline.steps import STEPS, Answer, Site
from serentak.engine.store import runs
from serentak.engine.store.runs import Unfinished
from serentak.engine.store.workspace import Kind, Workspace, digest_of, workspace, write_json

Say = Callable[[str, float, str], None]  # step, share of it, words
Place = Callable[..., AbstractContextManager[Workspace]]


def run(
    order: Order, out: Path, *, memory: str, say: Say, kind: Kind = Workspace
) -> dict[str, Any]:
    """The run's report. Raises BadData for files that cannot be used or a folder that is taken."""
    inputs = report.inputs(order.given)
    key = _key(order, inputs)
    there = runs.finished(out, key)
    if there is not None:
        say(STEPS[-1].name, 1.0, "Putaran ini sudah ada")
        return there
    with runs.unfinished(out, key) as unfinished:
        answers = _answers(order, unfinished, say, partial(workspace, memory=memory, kind=kind))
        told = report.report(order.given, order.ruling, inputs, answers)
        told |= {"digest": key, "options": order.options()}
        unfinished.write_text("report.html", page.page(told, order.ruling))
        write_json(unfinished.folder / runs.REPORT, told)
    return told


def _answers(order: Order, unfinished: Unfinished, say: Say, place: Place) -> dict[str, Answer]:
    """What every step counted; those that an earlier try did are not done again."""
    done = unfinished.done()
    with place(inside=unfinished.folder) as work:
        site = Site(work, order, unfinished.folder)
        for step in STEPS:
            if step.name not in done:
                say(step.name, 0.0, step.words)
                done[step.name] = asdict(step.run(site, partial(say, step.name)))
                unfinished.keep(done)
            say(step.name, 1.0, step.words)
    return {name: Answer(**found) for name, found in done.items()}


def _key(order: Order, inputs: dict[str, Any]) -> str:
    """The digest of all that a run's bytes depend on."""
    return digest_of(
        {
            "release": store.release(),
            "law": store.law_digest(),
            "election": order.ruling.election.id,
            "options": order.options(),
            "source": asdict(order.given.source),
            **inputs,
        }
    )
