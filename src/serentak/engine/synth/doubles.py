"""People who stand in the register twice, and people who share one number."""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import pyarrow as pa

from serentak.engine.synth.arrays import Flags, Ints
from serentak.engine.synth.dates import exists
from serentak.engine.synth.dice import Dice, dice, drawn
from serentak.engine.synth.identity import card_dates, inside, numbers
from serentak.engine.synth.material import Material, Order
from serentak.engine.synth.names import Lexicon, joined
from serentak.engine.synth.people import People
from serentak.engine.synth.records import Records, first_records
from serentak.engine.synth.slips import misread, mistyped, respelled, swapped


class Kind(IntEnum):
    """Why a person has another record; the numbers follow the habit `double-kinds`."""

    EXACT = 0
    TYPO = 1
    SWAPPED_DATE = 2
    OCR_DIGIT = 3
    MISSING_FIELD = 4
    RE_REGISTERED = 5

    @property
    def label(self) -> str:
        """As the truth file writes it."""
        return self.name.lower().replace("_", "-")


def with_doubles(order: Order, material: Material, everybody: People, found: Lexicon) -> Records:
    """Everybody's first record, then the doubles."""
    throw = dice(order.seed, "doubles")
    records = first_records(everybody)
    once = np.sort(throw.choice(len(records), int(order.people * order.duplicates), replace=False))
    twice = once[throw.random(len(once)) < material.habit("tripled")]
    copies = records.taken(np.concatenate([once, twice]))
    copies.kind = drawn(throw, material.habits["double-kinds"], len(copies))
    copies.kind[(copies.kind == Kind.SWAPPED_DATE) & (swapped(copies.born) == copies.born)] = (
        Kind.TYPO
    )
    _moved(throw, material, everybody, copies)
    _renumbered(throw, order, material, (everybody, copies))
    _misread(throw, copies)
    _left_out(throw, copies)
    _collide(dice(order.seed, "collisions"), material, records, once)
    before = len(records)
    records = records.followed_by(copies)
    _renamed(throw, material, (records, found), before)
    return records


def _moved(throw: Dice, material: Material, everybody: People, copies: Records) -> None:
    """Who is registered again lives in another regency, or in another village if there is one."""
    regency = material.villages.regency[everybody.homes.village]
    bounds = np.searchsorted(regency, np.arange(len(material.regencies) + 1))
    rows = np.flatnonzero(copies.kind == Kind.RE_REGISTERED)
    own = regency[copies.home[rows]]
    others = len(regency) - np.diff(bounds)[own]
    spot = np.floor(throw.random(len(rows)) * np.maximum(others, 1)).astype(np.int64)
    spot += np.where(spot >= bounds[own], np.diff(bounds)[own], 0)
    anywhere = throw.integers(0, len(regency), len(rows))
    copies.home[rows] = np.where(others > 0, spot, anywhere)
    near = np.flatnonzero((copies.kind != Kind.RE_REGISTERED) & (copies.kind != Kind.EXACT))
    near = near[throw.random(len(near)) < 0.2]
    copies.home[near] = _neighbour(throw, everybody.homes.village, copies.home[near])
    single = rows[throw.random(len(rows)) < 0.1]
    copies.marital[single] = np.minimum(copies.marital[single] + 1, 2)


def _neighbour(throw: Dice, village: Ints, home: Ints) -> Ints:
    """Another card of the same village."""
    other = np.clip(home + throw.integers(-40, 41, len(home)), 0, len(village) - 1)
    return np.where(village[other] == village[home], other, home)


def _renumbered(
    throw: Dice, order: Order, material: Material, rows: tuple[People, Records]
) -> None:
    """Those entered anew get a new NIK, made from the date as entered, and a new card."""
    everybody, copies = rows
    swap = copies.kind == Kind.SWAPPED_DATE
    copies.born[swap] = swapped(copies.born[swap])
    luck = throw.random(len(copies)) < material.habit("double-new-nik")
    again = copies.kind == Kind.RE_REGISTERED
    fresh = again | swap | ((copies.kind == Kind.TYPO) & luck)
    home = material.villages.district[everybody.homes.village[copies.home]]
    copies.nik[fresh] = _unused_niks(material, everybody, (copies, home), fresh)
    new_card = again | (fresh & (throw.random(len(copies)) < 0.3))
    issued = card_dates(throw, material, int(new_card.sum()), order.on)
    # Serials of family cards issued anew go on from five thousand, above all others of a day.
    copies.kk[new_card] = numbers(home[new_card], issued) + 5_000


def _unused_niks(
    material: Material, everybody: People, rows: tuple[Records, Ints], fresh: Flags
) -> Ints:
    """NIKs that nobody has: serials go on after those of all people."""
    copies, home = rows
    woman_day = material.woman_day
    dated = np.concatenate(
        [
            inside(everybody.born, everybody.family.woman, woman_day=woman_day),
            inside(copies.born[fresh], copies.woman[fresh], woman_day=woman_day),
        ]
    )
    return numbers(np.concatenate([everybody.district, home[fresh]]), dated)[len(everybody.born) :]


def _misread(throw: Dice, copies: Records) -> None:
    """Scanned forms: digits of the NIK, and often of card or birth date, that look alike."""
    rows = np.flatnonzero(copies.kind == Kind.OCR_DIGIT)
    copies.nik[rows] = misread(throw, copies.nik[rows], first=0, last=10)
    card = rows[throw.random(len(rows)) < 0.4]
    copies.kk[card] = misread(throw, copies.kk[card], first=0, last=10)
    day = rows[throw.random(len(rows)) < 0.3]
    other = misread(throw, copies.born[day], first=0, last=1)
    copies.born[day] = np.where(exists(other), other, copies.born[day])


def _left_out(throw: Dice, copies: Records) -> None:
    """Forms with gaps: one or two cells are empty, the NIK most often."""
    rows = np.flatnonzero(copies.kind == Kind.MISSING_FIELD)
    gaps = ((copies.nik, 0.6), (copies.kk, 0.3), (copies.place, 0.3), (copies.born, 0.15))
    for column, share in gaps:
        column[rows[throw.random(len(rows)) < share]] = 0
    whole = rows[(copies.nik[rows] > 0) & (copies.kk[rows] > 0) & (copies.born[rows] > 0)]
    copies.nik[whole] = 0


def _renamed(throw: Dice, material: Material, rows: tuple[Records, Lexicon], before: int) -> None:
    """Other spellings and slips in the names of doubles."""
    records, found = rows
    kind = records.kind
    luck = throw.random(len(kind))
    other = (kind == Kind.TYPO) | ((kind == Kind.RE_REGISTERED) & (luck < 0.35))
    other |= (kind == Kind.OCR_DIGIT) & (luck < 0.15)
    chosen = np.flatnonzero(other)
    chosen = chosen[chosen >= before]
    texts = text_of(records, chosen, found)
    spelled = np.flatnonzero(throw.random(len(chosen)) < 0.45)
    slipped = np.setdiff1d(np.arange(len(chosen)), spelled)
    _put(records, chosen[spelled], respelled(throw, _some(texts, spelled), material.spellings))
    _put(records, chosen[slipped], mistyped(throw, _some(texts, slipped)))


def text_of(records: Records, rows: Ints, found: Lexicon) -> list[str]:
    """The names that stand in some rows, without their slips."""
    texts: list[str] = joined(records.words[rows], pa.array(found.words)).to_pylist()
    return texts


def _some(texts: Sequence[str], rows: Ints) -> list[str]:
    return [texts[row] for row in rows.tolist()]


def _put(records: Records, rows: Ints, texts: Sequence[str]) -> None:
    records.put("name", rows, texts)


def _collide(throw: Dice, material: Material, records: Records, doubled: Ints) -> None:
    """Some people got the NIK of another: half of them born on the same day in one district."""
    count = int(len(records) * material.habit("collisions"))
    key = records.nik // 10_000
    free = np.ones(len(records), bool)
    free[doubled] = False
    order = np.argsort(key, kind="stable")
    order = order[free[order]]
    pairs = np.flatnonzero(key[order[1:]] == key[order[:-1]])
    pairs = throw.permutation(pairs)[: count // 2]
    records.nik[order[pairs + 1]] = records.nik[order[pairs]]
    free[order[pairs]] = free[order[pairs + 1]] = False
    mixed = throw.permutation(np.flatnonzero(free))[: 2 * (count - len(pairs))]
    half = len(mixed) // 2
    records.nik[mixed[:half]] = records.nik[mixed[half : 2 * half]]
