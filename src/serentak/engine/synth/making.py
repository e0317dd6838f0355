"""A register made to order: people, then doubles, then faults, then the order of the rows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from serentak.engine.errors import BadData
from serentak.engine.synth import truth
from serentak.engine.synth.arrays import Ints
from serentak.engine.synth.dice import dice
from serentak.engine.synth.doubles import with_doubles
from serentak.engine.synth.faults import inject
from serentak.engine.synth.material import Material, Order, accepted
from serentak.engine.synth.names import lexicon
from serentak.engine.synth.people import people
from serentak.engine.synth.records import Records
from serentak.engine.synth.sheet import Sheet, listed, sheet

CROWDED = 10  # times the real residents; above, numbers of three and four digits run out

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A register that is ready to be written, and what is true of it."""

    sheet: Sheet
    truth: pa.Table
    errors: pa.Table
    deaths: pa.Table
    roster: pa.Table


def make(order: Order, material: Material, say: Say) -> Made:
    """The register that was ordered. Raises BadData for an order that cannot be met."""
    _possible(order, material)
    found = lexicon(material)
    say("penduduk dan keluarga")
    everybody = people(order, material, found)
    say("rekaman ganda")
    records = with_doubles(order, material, everybody, found)
    say("kesalahan")
    told = inject(order, material, found, records)
    say("urutan dan kebenaran")
    place = _shuffled(order, records)
    records = _moved(records, place)
    told = {kind: (column, place[rows]) for kind, (column, rows) in told.items()}
    whole = sheet(material, everybody, found, records)
    return Made(
        sheet=whole,
        truth=truth.pairs(records),
        errors=truth.errors(records, everybody, material, told),
        deaths=listed(whole, everybody.lives.dead),
        roster=listed(whole, everybody.lives.serving),
    )


def _possible(order: Order, material: Material) -> None:
    """Raises BadData for an order that these data cannot meet."""
    accepted(order)
    since = int(material.habit("cards-since"))
    if order.on.year <= since:
        raise BadData(f"Hari {order.on} terlalu awal. Pilih tahun setelah {since}.")
    most = int(CROWDED * material.villages.residents.sum())
    if order.people > most:
        raise BadData(
            f"Wilayah {order.region} tidak memuat {order.people} orang. Pilih paling banyak {most}."
        )


def _shuffled(order: Order, records: Records) -> Ints:
    """Each row's final place: house by house, and in no order within one."""
    luck = dice(order.seed, "order").integers(0, 1 << 20, len(records))
    place = np.empty(len(records), np.int64)
    place[np.argsort((records.home << 20) + luck, kind="stable")] = np.arange(len(records))
    return place


def _moved(records: Records, place: Ints) -> Records:
    order = np.empty(len(place), np.int64)
    order[place] = np.arange(len(place))
    moved = records.taken(order)
    moved.texts = {
        column: [(place[rows], texts) for rows, texts in parts]
        for column, parts in records.texts.items()
    }
    return moved
