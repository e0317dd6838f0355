"""Registers as `serentak register synth` makes them, with their truth."""

import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from serentak.engine import store
from serentak.engine.pipeline.matching import table
from serentak.engine.pipeline.people import Given, opened
from serentak.engine.regions import RegionCode
from serentak.engine.store import materials, synthetic
from serentak.engine.store.workspace import workspace
from serentak.engine.synth.making import make
from serentak.engine.synth.material import Order
from serentak.engine.synth.truth import COLLISION
from tools.matcher.names import Ints

REGION = RegionCode("74")


def own(seed: int, people: int) -> tuple[pa.Table, Ints]:
    """What the matcher looks at, and all pairs of rows of one person."""
    dice = np.random.default_rng(seed)
    order = Order(
        region=REGION,
        people=people,
        seed=seed,
        on=_last_voting_day(),
        duplicates=float(dice.uniform(0.008, 0.03)),
        errors=float(dice.uniform(0.005, 0.025)),
    )
    made = make(order, materials.material(REGION), lambda _: None)
    with tempfile.TemporaryDirectory() as root, workspace() as work:
        folder = Path(root)
        shape = synthetic.Shape(form="parquet", per_regency=False)
        synthetic.write(folder, made, order, shape=shape, say=lambda _: None)
        whole = table(work, opened(work, Given(files=[folder / "register.parquet"])))
        told = pq.read_table(folder / "truth.parquet")
    return whole, _pairs(told, whole)


def _last_voting_day() -> date:
    return max(election.voting_day for election in store.law().elections.values())


def _pairs(told: pa.Table, whole: pa.Table) -> Ints:
    """Rows of pairs by their place in the table, the smaller first."""
    place = {one: row for row, one in enumerate(whole["id"].to_pylist())}
    one_person = [kind != COLLISION for kind in told["kind"].to_pylist()]
    same = told.filter(pa.array(one_person))
    found = [[place[one] for one in same[side].to_pylist()] for side in ("id_a", "id_b")]
    return np.sort(np.array(found, np.int64).T, axis=1)
