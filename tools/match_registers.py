"""Registers of invented people with known duplicates, each with other habits, to fit the matcher on."""

import sys
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.object_]

ONSETS = ["", "b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "sy", "ny"]
NUCLEI = ["a", "a", "a", "i", "u", "e", "o"]
CODAS = ["", "", "", "", "n", "r", "s", "h", "l", "m", "t", "ng"]
COMMON = (
    "MUHAMMAD SITI NUR ABDUL AHMAD SRI LA WA ODE ANDI NI WAYAN MADE KETUT PUTU I MUH DEWI AYU "
    "RAHMAN HASAN RINA RINI AGUS BUDI EKA DWI TRI YULI FITRI INDAH SARI WATI HASNA SYAHRUL"
).split()
SHORT = {"MUHAMMAD": "MUH", "ABDUL": "ABD", "AHMAD": "AHM", "SITI": "ST", "NUR": "NR", "ANDI": "A"}
LOOKS = {"0": "8", "8": "0", "1": "7", "7": "1", "5": "6", "6": "5", "3": "8", "2": "7", "4": "9", "9": "4"}
KINDS = ("exact", "typo", "swapped-date", "ocr-digit", "missing-field", "re-registered")
FIELDS = ("name", "born", "nik", "kk", "place", "marital", "rt")


@dataclass(slots=True, kw_only=True)
class People:
    """Columns of people; `person` says who a row really is."""

    person: Ints
    kk: Ints
    nik: Ints
    name: Words
    place: Words
    born: Ints  # yyyymmdd, 0 when missing
    sex: Ints
    marital: Ints
    village: Ints
    rt: Ints
    street: Ints

    def taken(self, rows: Ints) -> "People":
        """Some rows, in this order."""
        return People(**{f.name: getattr(self, f.name)[rows].copy() for f in fields(self)})

    def with_more(self, other: "People") -> "People":
        """These rows and then others."""
        return People(
            **{
                f.name: np.concatenate([getattr(self, f.name), getattr(other, f.name)])
                for f in fields(self)
            }
        )


SMALL = 20_000  # people; such lists are often put together from others, and full of doubles


class Habits:
    """What differs from register to register, thrown once per seed."""

    def __init__(self, dice: np.random.Generator) -> None:
        self.one_word = dice.uniform(0.04, 0.35)
        self.given = (int(60 * 70 ** dice.random()), dice.uniform(0.5, 1.2))
        self.last = (int(40 * 80 ** dice.random()), dice.uniform(0.4, 1.1))
        self.prefixed = dice.uniform(0.0, 0.5)
        self.inherits = dice.uniform(0.0, 0.6)
        self.local = dice.uniform(0.1, 0.8)  # how much of the pool is a regency's own
        self.default_day = dice.uniform(0.02, 0.11)
        self.twins = dice.uniform(0.005, 0.03)
        self.alike = dice.uniform(0.1, 0.8)  # twins and siblings whose names resemble each other
        self.coined = dice.uniform(0.0, 0.7) ** 2  # of those, by a word that nobody else bears
        self.kindred = dice.uniform(0.0, 0.5)  # words of the pool that differ little from another
        self.same_name = dice.uniform(0.0, 0.01)  # siblings, or father and son
        self.doubles = dice.uniform(0.006, 0.03)
        self.mix = dice.dirichlet(np.full(len(KINDS), 2.5))
        self.error = dice.uniform(0.004, 0.025)
        self.noise = dice.uniform(0.0, 0.01)  # errors in first entries
        self.new_nik = dice.uniform(0.05, 0.9)  # of a double that is not re-registered
        self.new_kk = dice.uniform(0.0, 0.6)
        self.moved = dice.uniform(0.0, 0.5)
        self.whole_family = max(0.0, dice.uniform(-0.3, 0.3))  # re-registered together
        self.same_nik = dice.uniform(0.0002, 0.006)
        self.blank = dice.uniform(0.0, 0.04)
        self.regencies = int(dice.integers(5, 18))
        self.home_born = dice.uniform(0.5, 0.95)
        self.nik_follows = dice.uniform(0.3, 1.0)  # a new NIK is made from the date as entered
        self.age_flat = dice.uniform(0.8, 1.6)

    def untidy(self, dice: np.random.Generator) -> None:
        """Many doubles and many slips."""
        self.doubles = 0.03 * 20 ** dice.random()
        self.error = dice.uniform(0.02, 0.25)


def words(dice: np.random.Generator, size: int) -> list[str]:
    """Invented words, all different."""
    made: dict[str, None] = {}
    while len(made) < size:
        syllables = dice.choice([2, 2, 2, 3, 3, 4])
        made["".join(_syllable(dice) for _ in range(syllables)).upper()] = None
    return list(made)


def kindred(dice: np.random.Generator, word: str) -> str:
    """A word that people do bear and that differs from another by its ending."""
    ending = str(dice.choice(["A", "I", "U", "O", "AH", "IN", "AN", "WATI", "DIN", "TO", "NI", "Y"]))
    kept = word[:-1] if len(word) > 3 and dice.random() < 0.7 else word
    return kept + ending if dice.random() < 0.8 or len(word) < 5 else word[: -int(dice.integers(1, 3))]


def _syllable(dice: np.random.Generator) -> str:
    pick = lambda some: some[int(dice.integers(len(some)))]  # noqa: E731  three picks, one line
    return str(pick(ONSETS) + pick(NUCLEI) + pick(CODAS))


def zipf(dice: np.random.Generator, size: int, slope: float, n: int) -> Ints:
    """Ranks drawn by a power law."""
    weight = np.arange(1, size + 1, dtype=float) ** -slope
    return np.searchsorted(np.cumsum(weight) / weight.sum(), dice.random(n)).clip(0, size - 1)


def invented(dice: np.random.Generator, habits: Habits, n: int) -> People:
    """Families on family cards, each person once."""
    sizes = 1 + dice.binomial(7, 0.37, n)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), n)) + 1]
    family = np.repeat(np.arange(len(sizes)), sizes)[:n]
    seat = (np.arange(n) - np.concatenate([[0], np.cumsum(sizes)])[family]).astype(np.int64)
    regency = dice.choice(habits.regencies, len(sizes), p=dice.dirichlet(np.full(habits.regencies, 3.0)))
    village = (7401 + regency) * 1_000_000 + (1 + dice.integers(0, 10, len(sizes))) * 10_000
    village = village + 2001 + dice.integers(0, 12, len(sizes))
    sex = dice.integers(0, 2, n)
    year, day = _born(dice, habits, family, seat)
    twin = (seat >= 3) & (dice.random(n) < habits.twins * 3)
    before = np.arange(n) - twin
    year, day = np.where(twin, year[before], year), np.where(twin, day[before], day)
    sex = np.where(twin & (dice.random(n) < 0.7), sex[before], sex)
    born = year * 10_000 + day
    place = _places(dice, habits, regency)[family]
    people = People(
        person=np.arange(n),
        kk=_cards(dice, village)[family],
        nik=np.zeros(n, np.int64),
        name=_names(dice, habits, regency[family], seat, sex, twin),
        place=np.where(twin, place[before], _others(dice, place, 1 - habits.home_born)),
        born=born,
        sex=sex,
        marital=np.where(seat < 2, np.where(dice.random(n) < 0.1, 2, 1), 0),
        village=village[family],
        rt=dice.integers(1, 9, len(sizes))[family] * 100 + dice.integers(1, 4, len(sizes))[family],
        street=dice.integers(0, 400, len(sizes))[family],
    )
    issued = np.where(dice.random(n) < 0.9, people.village // 10_000, _others(dice, people.village // 10_000, 1))
    people.nik = niks(dice, issued, people.born, people.sex)
    return people


def niks(dice: np.random.Generator, district: Ints, born: Ints, sex: Ints) -> Ints:
    """Numbers by their structure: district, day (+40 for women), month, year, serial."""
    day = born % 100 + 40 * sex
    date = day * 10_000 + born // 100 % 100 * 100 + born // 10_000 % 100
    serial = np.minimum(1 + dice.geometric(0.12, len(born)), 9999)
    return (district * 1_000_000 + date) * 10_000 + serial


def _cards(dice: np.random.Generator, village: Ints) -> Ints:
    date = dice.integers(1, 29, len(village)) * 10_000 + dice.integers(1, 13, len(village)) * 100
    date = date + dice.integers(5, 25, len(village))
    return (village // 10_000 * 1_000_000 + date) * 10_000 + dice.integers(1, 400, len(village))


def _born(dice: np.random.Generator, habits: Habits, family: Ints, seat: Ints) -> tuple[Ints, Ints]:
    n = len(family)
    parent = (1944 + 51 * dice.random(family.max() + 1) ** (1 / habits.age_flat)).astype(np.int64)
    year = parent[family] + np.where(seat < 2, dice.integers(-3, 4, n), 0)
    gap = 21 + np.cumsum(dice.integers(1, 4, n)) % 3 + (seat - 2) * dice.choice([1, 2, 3], n)
    year = np.where(seat >= 2, np.minimum(parent[family] + gap, 2008), year)
    month = dice.integers(1, 13, n)
    last = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[month - 1]
    day = month * 100 + 1 + (dice.random(n) * last).astype(np.int64)
    vague = dice.random(n) < habits.default_day * np.where(year < 1975, 2.2, 0.5)
    usual = dice.choice([101, 1231, 701, 101, 1231, 817], n)
    return year, np.where(vague, usual, day)


def _places(dice: np.random.Generator, habits: Habits, regency: Ints) -> Words:
    towns = np.array(words(dice, 60 * habits.regencies), object)
    return towns[regency * 60 + zipf(dice, 60, 1.6, len(regency))]


def _others(dice: np.random.Generator, values: npt.NDArray[np.generic], share: float) -> npt.NDArray[np.generic]:
    """Some values exchanged for those of other rows."""
    other = values[dice.integers(0, len(values), len(values))]
    return np.where(dice.random(len(values)) < share, other, values)


def _names(
    dice: np.random.Generator, habits: Habits, regency: Ints, seat: Ints, sex: Ints, twin: npt.NDArray[np.bool_]
) -> Words:
    n = len(seat)
    first = _pool(dice, habits, habits.given, regency * 2 + sex)
    last = _pool(dice, habits, habits.last, regency)
    head = np.arange(n) - np.minimum(seat, np.arange(n))
    last = np.where((seat > 0) & (dice.random(n) < habits.inherits), last[head], last)
    parts = np.where(dice.random(n) < habits.one_word, 1, np.where(dice.random(n) < 0.75, 2, 3))
    middle = _pool(dice, habits, habits.given, regency * 2 + sex)
    name = np.where(parts == 1, first, np.where(parts == 2, first + " " + last, first + " " + middle + " " + last))
    heads = np.array(["LA", "MUHAMMAD", "MUH", "ABDUL", "ANDI", "AHMAD", "I", "LA ODE"], object)
    hers = np.array(["WA", "SITI", "NUR", "SRI", "ANDI", "NI", "WA ODE", "ST"], object)
    prefix = np.where(sex == 0, heads[zipf(dice, 8, 0.7, n)], hers[zipf(dice, 8, 0.7, n)])
    name = np.where(dice.random(n) < habits.prefixed, prefix + " " + name, name)
    before = np.arange(n) - (seat > 2)
    near = (seat > 2) & (dice.random(n) < np.where(twin, habits.alike, habits.alike / 8))
    for row in np.flatnonzero(near):
        name[row] = _alike(dice, habits, str(name[before[row]]), str(name[row]))
    for row in np.flatnonzero(twin & (name == name[before])):  # no parents name both the same
        name[row] = f"{name[row]} {str(first[row])}"
    same = (seat > 1) & ~twin & ~np.append(twin[1:], False) & (dice.random(n) < habits.same_name)
    name[same] = name[np.where(dice.random(n) < 0.5, head, np.arange(n) - 1)[same]]
    return name


def _pool(dice: np.random.Generator, habits: Habits, shape: tuple[int, float], group: Ints) -> Words:
    """Words by a power law, of which each group has some of its own."""
    size, slope = shape
    made = words(dice, 2 * size)
    for at in np.flatnonzero(dice.random(2 * size) < habits.kindred):
        made[at] = kindred(dice, made[int(dice.integers(2 * size))])
    pool = np.array([*COMMON[: size // 20], *made], object)
    rank = zipf(dice, size, slope, len(group))
    own = (rank * 31 + group * 7919) % size
    return pool[np.where(dice.random(len(group)) < habits.local, own, rank)]


def _alike(dice: np.random.Generator, habits: Habits, sibling: str, own: str) -> str:
    """A name that shares a part with a sibling's, or differs from it by one word's ending or letter."""
    theirs, mine = sibling.split(), own.split()
    kind = dice.integers(3)
    if kind == 0:
        return " ".join([*theirs[:-1], mine[-1]]) if len(theirs) > 1 else f"{theirs[0]} {mine[0]}"
    if kind == 1 and len(theirs) > 1:
        return " ".join([mine[0], *theirs[1:]])
    at = int(dice.integers(len(theirs)))
    word = theirs[at]
    if dice.random() < habits.coined:
        spot = int(dice.integers(len(word)))
        theirs[at] = word[:spot] + str(dice.choice(list("AIUNSRTL"))) + word[spot + 1 :]
    else:
        theirs[at] = kindred(dice, word)
    return " ".join(theirs)


class Errors:
    """Slips of the people who enter data."""

    def __init__(self, dice: np.random.Generator, habits: Habits) -> None:
        self.dice, self.habits = dice, habits

    def scattered(self, people: People, share: float, rows: Ints) -> None:
        """Each field of each row goes wrong with the same small chance."""
        for field in FIELDS:
            for row in rows[self.dice.random(len(rows)) < share]:
                self.one(people, int(row), field)
        wrong = rows[self.dice.random(len(rows)) < share]
        people.sex[wrong] = np.where(people.sex[wrong] < 0, -1, 1 - people.sex[wrong])

    def one(self, people: People, row: int, field: str) -> None:
        """One slip in one field; what is missing stays so."""
        if not getattr(people, field)[row]:
            return
        if field == "name":
            people.name[row] = self.name(str(people.name[row]))
        elif field == "born":
            people.born[row] = self.date(int(people.born[row]))
        elif field in ("nik", "kk"):
            getattr(people, field)[row] = self.digits(int(getattr(people, field)[row]))
        elif field == "place":
            other = str(people.place[int(self.dice.integers(len(people.place)))])
            people.place[row] = other if self.dice.random() < 0.3 else self.letters(str(people.place[row]))
        elif field == "marital":
            people.marital[row] = self.dice.integers(3)
        else:
            people.rt[row] = self.dice.integers(1, 9) * 100 + self.dice.integers(1, 4)

    def name(self, name: str) -> str:
        """A typing slip, an abbreviation, a part left out or turned round, another spelling."""
        parts = name.split()
        kind = self.dice.random()
        if kind < 0.5 or (len(parts) == 1 and kind < 0.85):
            return self.letters(name)
        at = int(self.dice.integers(len(parts)))
        if kind < 0.65:
            parts[at] = SHORT.get(parts[at], parts[at][: 1 + 2 * int(self.dice.integers(2))])
        elif kind < 0.75 and len(parts) > 1:
            del parts[at]
        elif kind < 0.8 and len(parts) > 1:
            parts = parts[1:] + parts[:1]
        elif kind < 0.85:
            parts = ["H" if self.dice.random() < 0.5 else "HJ", *parts]
        elif kind < 0.9 and len(parts) > 1:
            parts = ["".join(parts[:2]), *parts[2:]]
        elif kind < 0.94:
            return name[: max(4, int(len(name) * 0.7))]
        else:
            return self.spelt(name)
        return " ".join(parts)

    def spelt(self, name: str) -> str:
        """The same sound in other letters."""
        for a, b in (("U", "OE"), ("J", "DJ"), ("Y", "I"), ("SY", "S"), ("F", "P"), ("N", "NN"), ("AH", "A")):
            if a in name and self.dice.random() < 0.5:
                return name.replace(a, b, 1)
        return self.letters(name)

    def letters(self, word: str) -> str:
        """One letter changed, lost, doubled or exchanged with its neighbour."""
        at = int(self.dice.integers(max(1, len(word) - 1)))
        kind = int(self.dice.integers(4))
        other = chr(65 + int(self.dice.integers(26)))
        if kind == 0:
            return word[:at] + other + word[at + 1 :]
        if kind == 1 and len(word) > 3:
            return word[:at] + word[at + 1 :]
        if kind == 2:
            return word[:at] + other + word[at:]
        return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]

    def date(self, born: int) -> int:
        """Another day, month or year near it, a digit read wrong, or day and month exchanged."""
        year, month, day = born // 10_000, born // 100 % 100, born % 100
        kind = self.dice.random()
        if kind < 0.15:
            return self.swapped(born)
        if kind < 0.4:
            year += int(self.dice.choice([-1, 1, 10, -10, 2]))
        elif kind < 0.6:
            month = int(self.dice.integers(1, 13))
        else:
            day = int(self.dice.integers(1, 29))
        return year * 10_000 + month * 100 + day

    def swapped(self, born: int) -> int:
        """Day and month exchanged, where that is a date."""
        year, month, day = born // 10_000, born // 100 % 100, born % 100
        return year * 10_000 + day * 100 + month if day <= 12 else born

    def digits(self, number: int) -> int:
        """A digit mistyped, misread or exchanged with its neighbour."""
        text = str(number)
        at = int(self.dice.integers(len(text) - 1))
        kind = self.dice.random()
        if kind < 0.35:
            return int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
        new = LOOKS.get(text[at], "8") if kind < 0.7 else str(self.dice.integers(10))
        return int(text[:at] + new + text[at + 1 :])


def doubled(dice: np.random.Generator, habits: Habits, people: People) -> tuple[People, Ints]:
    """A second entry of some people; answers those entries and their kinds."""
    n = len(people.person)
    count = int(n * habits.doubles)
    chosen = dice.integers(0, n, count)
    kind = dice.choice(len(KINDS), count, p=habits.mix)
    family = np.searchsorted(np.unique(people.kk), people.kk[chosen])
    together = (family * 2_654_435_761 % 1000) / 1000 < habits.whole_family * habits.doubles * 4
    moved_family = np.isin(people.kk, people.kk[chosen[(kind == 5) & (dice.random(count) < habits.whole_family)]])
    more = np.flatnonzero(moved_family & (dice.random(n) < 0.8))
    chosen = np.concatenate([chosen[~together], more])
    kind = np.concatenate([kind[~together], np.full(len(more), 5)])
    chosen, first = np.unique(chosen * 8 + kind, return_index=True)
    kind, chosen = kind[first], chosen // 8
    copies = people.taken(chosen)
    errors = Errors(dice, habits)
    slips = {1: "name", 4: ""}
    for row in np.flatnonzero(kind == 1):
        errors.one(copies, int(row), slips[1])
    able = (copies.born % 100 <= 12) & (copies.born % 100 != copies.born // 100 % 100)
    kind = np.where((kind == 2) & ~able, 0, kind)
    for row in np.flatnonzero(kind == 2):
        copies.born[row] = errors.swapped(int(copies.born[row]))
    _renumber(dice, habits, copies, kind)
    for row in np.flatnonzero(kind == 3):
        _misread(dice, copies, int(row))
    for row in np.flatnonzero(kind == 4):
        _left_out(dice, copies, int(row))
    errors.scattered(copies, habits.error, np.flatnonzero(kind != 0))
    return copies, kind


def _renumber(dice: np.random.Generator, habits: Habits, copies: People, kind: Ints) -> None:
    """New numbers, cards and addresses, always for who is registered again elsewhere."""
    n = len(kind)
    again = kind == 5
    regency = copies.village // 1_000_000
    regencies = np.unique(regency)
    key = np.searchsorted(np.unique(copies.kk), copies.kk)
    to = regencies[(np.searchsorted(regencies, regency) + 1 + key % (len(regencies) - 1)) % len(regencies)]
    elsewhere = to * 1_000_000 + (1 + key % 10) * 10_000 + 2001 + key % 12
    moved = again | ((dice.random(n) < habits.moved) & (kind != 0))
    copies.village = np.where(again, elsewhere, np.where(moved, _others(dice, copies.village, 1), copies.village))
    copies.rt = np.where(moved, dice.integers(1, 9, n) * 100 + 1, copies.rt)
    copies.street = np.where(moved, dice.integers(0, 400, n), copies.street)
    new_kk = again | (moved & (dice.random(n) < 0.8)) | ((dice.random(n) < habits.new_kk) & (kind != 0))
    fresh = _cards(dice, copies.village)
    family = np.unique(copies.kk, return_inverse=True)[1]
    copies.kk = np.where(new_kk, fresh[np.unique(family, return_index=True)[1]][family], copies.kk)
    new_nik = again | ((dice.random(n) < habits.new_nik) & (kind != 0) & (kind != 3))
    truth = np.where(dice.random(n) < habits.nik_follows, copies.born, copies.born)
    copies.nik = np.where(new_nik, niks(dice, copies.village // 10_000, truth, copies.sex), copies.nik)


def _misread(dice: np.random.Generator, copies: People, row: int) -> None:
    """Digits that look alike, in one or two of the numbers."""
    for field in dice.choice(["nik", "nik", "kk", "born"], int(dice.integers(1, 3))):
        text = str(getattr(copies, field)[row])
        at = int(dice.integers(6 if field != "born" else 6, len(text)))
        new = int(text[:at] + LOOKS.get(text[at], "8") + text[at + 1 :])
        if field != "born" or (1 <= new % 100 <= 28):
            getattr(copies, field)[row] = new


def _left_out(dice: np.random.Generator, copies: People, row: int) -> None:
    for field in dice.choice(["nik", "kk", "place", "born", "marital", "sex"], int(dice.integers(1, 4))):
        if field == "place":
            copies.place[row] = ""
        else:
            getattr(copies, field)[row] = 0 if field in ("nik", "kk", "born") else -1


def register(seed: int, n: int) -> tuple[People, Ints, Habits]:
    """A register, shuffled, with the kind of each row: -1 for first entries."""
    dice = np.random.default_rng(seed)
    habits = Habits(dice)
    if n < SMALL:
        habits.untidy(dice)
    people = invented(dice, habits, n)
    copies, kind = doubled(dice, habits, people)
    everybody = people.with_more(copies)
    size = len(everybody.person)
    Errors(dice, habits).scattered(everybody, habits.noise, np.arange(len(people.person)))
    for field, empty in (("nik", 0), ("kk", 0), ("place", ""), ("born", 0)):
        getattr(everybody, field)[dice.random(size) < habits.blank * dice.random()] = empty
    clash = np.flatnonzero(dice.random(size) < habits.same_nik)
    everybody.nik[clash] = everybody.nik[dice.permutation(clash)]
    order = dice.permutation(size)
    return everybody.taken(order), np.concatenate([np.full(len(people.person), -1), kind])[order], habits


def truth(people: People, kind: Ints) -> pa.Table:
    """All pairs of rows of one person; the kind is the later entry's."""
    order = np.argsort(people.person, kind="stable")
    person = people.person[order]
    pairs = []
    for step in (1, 2, 3, 4):
        same = np.flatnonzero(person[step:] == person[:-step])
        pairs.append(np.stack([order[same], order[same + step]], axis=1))
    a, b = np.concatenate(pairs).T
    what = np.maximum(kind[a], kind[b])
    return pa.table({"id_a": np.minimum(a, b), "id_b": np.maximum(a, b), "kind": np.array(KINDS)[what]})


def office_table(people: People, habits: Habits) -> pa.Table:
    """The columns as an office would hand them over."""
    text = lambda values: pa.array([str(v) if v > 0 else None for v in values])  # noqa: E731
    dates = [f"{b % 100:02d}|{b // 100 % 100:02d}|{b // 10_000:04d}" if b else "" for b in people.born.tolist()]
    village = [f"{v // 1_000_000}{v // 10_000 % 100:02d}{v % 10_000}" for v in people.village.tolist()]
    return pa.table({
        "ID": np.arange(len(people.person)),
        "KODE DESA": [f"{v[:2]}.{v[2:4]}.{v[4:6]}.{v[6:]}" for v in village],
        "NKK": text(people.kk), "NIK": text(people.nik),
        "NAMA": people.name.astype(str), "TEMPAT LAHIR": people.place.astype(str), "TANGGAL LAHIR": dates,
        "STS KAWIN": np.array(["B", "S", "P", ""])[people.marital],
        "JK": np.array(["L", "P", ""])[people.sex],
        "ALAMAT": np.char.add("JL ", people.street.astype(str)),
        "RT": people.rt // 100, "RW": people.rt % 100,
    })


def main() -> None:
    """`match_registers.py FOLDER SEED PEOPLE`: one register with its truth."""
    folder, seed, n = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    people, kind, habits = register(seed, n)
    pq.write_table(office_table(people, habits), folder / "register.parquet")
    pq.write_table(truth(people, kind), folder / "truth.parquet")


if __name__ == "__main__":
    main()
