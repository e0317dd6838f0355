"""What is true of the finished rows: who is the same person, who shares a number, what is wrong."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from serentak.engine.synth.arrays import Flags, Ints, numbered
from serentak.engine.synth.doubles import Kind
from serentak.engine.synth.faults import Told
from serentak.engine.synth.identity import inside
from serentak.engine.synth.lives import SOLDIER
from serentak.engine.synth.material import Material
from serentak.engine.synth.people import People
from serentak.engine.synth.records import Records

COLLISION = "nik-collision"
ID_DIGITS = 9
# Found in the rows themselves, whatever put it there; these take the place of what was told.
SEEN = (
    "nik-missing",
    "kk-missing",
    "birth-date-missing",
    "nik-birth-date",
    "nik-sex",
    "nik-district",
)


def pairs(records: Records) -> pa.Table:
    """id_a, id_b and kind of every pair, in the order of the ids; rows stand in their final order."""
    first, second = _within(records.person)
    kind = np.maximum(records.kind[first], records.kind[second])
    labels = np.array([*(kind.label for kind in Kind), COLLISION], object)
    other_first, other_second = _within(records.nik, only=records.nik > 0)
    apart = records.person[other_first] != records.person[other_second]
    first = np.concatenate([first, other_first[apart]])
    second = np.concatenate([second, other_second[apart]])
    kind = np.concatenate([kind, np.full(int(apart.sum()), len(Kind))])
    a, b = np.minimum(first, second), np.maximum(first, second)
    order = np.lexsort((b, a))
    return pa.table(
        {
            "id_a": ids(a[order]),
            "id_b": ids(b[order]),
            "kind": pa.array(labels[kind[order]], pa.string()),
        }
    )


def ids(rows: Ints) -> pa.Array:
    """Rows' own numbers as text: the place in the register, counted from one."""
    return numbered(rows + 1, ID_DIGITS)


def _within(values: Ints, only: Flags | None = None) -> tuple[Ints, Ints]:
    """Every pair of rows with the same value."""
    rows = np.arange(len(values)) if only is None else np.flatnonzero(only)
    order = rows[np.argsort(values[rows], kind="stable")]
    ordered = values[order]
    firsts, seconds, step = [], [], 1
    while step < len(order) and len(same := np.flatnonzero(ordered[step:] == ordered[:-step])):
        firsts.append(order[same])
        seconds.append(order[same + step])
        step += 1
    nobody = np.zeros(0, np.int64)
    return np.concatenate([nobody, *firsts]), np.concatenate([nobody, *seconds])


def errors(records: Records, everybody: People, material: Material, told: Told) -> pa.Table:
    """id, kind and column of everything wrong, in the order of ids and kinds."""
    whole = {kind: what for kind, what in told.items() if kind not in SEEN}
    whole |= _seen(records, material) | _listed(records, everybody)
    kinds = sorted(whole)
    rows = np.concatenate([whole[kind][1] for kind in kinds])
    number = np.repeat(np.arange(len(kinds)), [len(whole[kind][1]) for kind in kinds])
    order = np.lexsort((number, rows))
    names = np.array(kinds, object)[number[order]]
    columns = np.array([whole[kind][0] for kind in kinds], object)[number[order]]
    return pa.table(
        {
            "id": ids(rows[order]),
            "kind": pa.array(names, pa.string()),
            "column": pa.array(columns, pa.string()),
        }
    )


def _seen(records: Records, material: Material) -> Told:
    """What a row shows against itself."""
    nik, born = records.nik, records.born
    woman_day = material.woman_day
    dated = nik // 10_000 % 1_000_000
    day = inside(np.maximum(born, 0), np.zeros(len(nik), bool), woman_day=0)
    apart = np.where(dated > woman_day * 10_000, dated - woman_day * 10_000, dated) != day
    known = np.isin(nik // 10**10, material.known)
    marks = {
        "nik-missing": ("nik", nik == 0),
        "kk-missing": ("kk", records.kk == 0),
        "birth-date-missing": ("birth_date", born == 0),
        "nik-birth-date": ("birth_date", (nik > 0) & (born > 0) & apart),
        "nik-sex": ("sex", (nik > 0) & ((dated > woman_day * 10_000) != records.woman)),
        "nik-district": ("nik", (nik > 0) & ~known),
    }
    return {kind: (column, np.flatnonzero(mark)) for kind, (column, mark) in marks.items()}


def _listed(records: Records, everybody: People) -> Told:
    """What lists of other bodies say: a NIK strikes a row unless the birth dates differ."""
    alive = everybody.lives
    dead, dead_doubt = _struck(records, everybody, alive.dead)
    serves, _ = _struck(records, everybody, alive.serving)
    shown = (alive.job >= SOLDIER)[records.person]
    marked = alive.marked[records.person]
    marks = {
        "deceased": ("status", marked),
        "deceased-listed": ("nik", dead & ~marked),
        "deceased-unclear": ("nik", dead_doubt),
        "tni-polri": ("occupation", shown),
        "tni-polri-listed": ("nik", serves & ~shown),
    }
    return {kind: (column, np.flatnonzero(mark)) for kind, (column, mark) in marks.items()}


def _struck(records: Records, everybody: People, who: Flags) -> tuple[Flags, Flags]:
    listed = np.flatnonzero(who)
    listed = listed[np.argsort(everybody.nik[listed], kind="stable")]
    if not len(listed):
        none: npt.NDArray[np.bool_] = np.zeros(len(records), bool)
        return none, none
    spot = np.searchsorted(everybody.nik[listed], records.nik).clip(max=len(listed) - 1)
    found = everybody.nik[listed][spot] == records.nik
    agrees = (records.born <= 0) | (records.born == everybody.born[listed][spot])
    return found & agrees, found & ~agrees
