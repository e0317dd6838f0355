"""Slips of the people who enter data, cell by cell."""

from collections.abc import Callable

import numpy as np

from tools.matcher.habits import NAME_SLIPS, Shares
from tools.matcher.names import Ints
from tools.matcher.people import People, neighbourhoods

SHORT = {"MUHAMMAD": "MUH", "ABDUL": "ABD", "AHMAD": "AHM", "SITI": "ST", "NUR": "NR", "ANDI": "A"}
LOOKS = dict(zip("0817563249", "8071658794", strict=True))  # a digit and what it is read as
SOUNDS = (("U", "OE"), ("J", "DJ"), ("Y", "I"), ("SY", "S"), ("F", "P"), ("N", "NN"), ("AH", "A"))
CELLS = ("name", "born", "nik", "kk", "place", "marital", "rt")


class Slips:
    """Wrong cells, thrown with one pair of dice."""

    def __init__(self, dice: np.random.Generator, mix: Shares) -> None:
        self.dice, self.mix = dice, mix

    def scattered(self, people: People, share: float, rows: Ints) -> None:
        """Each cell of each row goes wrong with the same small chance."""
        for cell in CELLS:
            for row in rows[self.dice.random(len(rows)) < share]:
                self.one(people, int(row), cell)
        wrong = rows[self.dice.random(len(rows)) < share]
        people.sex[wrong] = np.where(people.sex[wrong] < 0, -1, 1 - people.sex[wrong])

    def one(self, people: People, row: int, cell: str) -> None:
        """One slip in one cell; what is missing stays so."""
        column = getattr(people, cell)
        wrong: dict[str, Callable[[], object]] = {
            "name": lambda: self.name(str(column[row])),
            "born": lambda: self.date(int(column[row])),
            "nik": lambda: self.digits(int(column[row])),
            "kk": lambda: self.digits(int(column[row])),
            "place": lambda: self._place(people, row),
            "marital": lambda: self.dice.integers(3),
            "rt": lambda: neighbourhoods(self.dice, 1)[0],
        }
        if column[row]:
            column[row] = wrong[cell]()

    def name(self, name: str) -> str:
        """A slip of letters, an abbreviation, a part left out or turned round, another spelling."""
        parts = name.split()
        kind = str(self.dice.choice(NAME_SLIPS, p=self.mix))
        if kind == "spelt":
            return self._spelt(name)
        if kind in ("titled", "joined", "cut"):
            return self._whole(name, kind)
        alone = kind == "letters" or len(parts) == 1
        return self.letters(name) if alone else " ".join(self._parts(parts, kind))

    def _whole(self, name: str, kind: str) -> str:
        """A title put before it, a blank lost, or the end cut off."""
        if kind == "titled":
            return ("H " if self.dice.random() < 0.5 else "HJ ") + name
        return (
            name.replace(" ", "", 1) if kind == "joined" else name[: max(4, int(len(name) * 0.7))]
        )

    def _parts(self, parts: list[str], kind: str) -> list[str]:
        """A word of several abbreviated, left out or moved to the end."""
        at = int(self.dice.integers(len(parts)))
        if kind == "short":
            short = SHORT.get(parts[at], parts[at][: 1 + 2 * int(self.dice.integers(2))])
            return [*parts[:at], short, *parts[at + 1 :]]
        if kind == "without":
            return parts[:at] + parts[at + 1 :]
        return parts[1:] + parts[:1]

    def _spelt(self, name: str) -> str:
        """The same sound in other letters."""
        for one, two in SOUNDS:
            if one in name and self.dice.random() < 0.5:
                return name.replace(one, two, 1)
        return self.letters(name)

    def letters(self, word: str) -> str:
        """One letter changed, lost, added or exchanged with its neighbour."""
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

    def _place(self, people: People, row: int) -> str:
        if self.dice.random() < 0.3:
            return str(people.place[int(self.dice.integers(len(people.place)))])
        return self.letters(str(people.place[row]))

    def date(self, born: int) -> int:
        """Another day, month or year near it, or day and month exchanged."""
        year, month, day = born // 10_000, born // 100 % 100, born % 100
        kind = self.dice.random()
        if kind < 0.15:
            return swapped(born)
        if kind < 0.4:
            year += int(self.dice.choice([-1, 1, 10, -10, 2]))
        elif kind < 0.6:
            month = int(self.dice.integers(1, 13))
        else:
            day = int(self.dice.integers(1, 29))
        return year * 10_000 + month * 100 + day

    def digits(self, number: int) -> int:
        """A digit mistyped, misread or exchanged with its neighbour."""
        text = str(number)
        at = int(self.dice.integers(len(text) - 1))
        kind = self.dice.random()
        if kind < 0.35:
            return int(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
        return misread(number, at) if kind < 0.7 else self._mistyped(text, at)

    def _mistyped(self, text: str, at: int) -> int:
        return int(text[:at] + str(self.dice.integers(10)) + text[at + 1 :])


def swapped(born: int) -> int:
    """Day and month exchanged, where that is a date."""
    year, month, day = born // 10_000, born // 100 % 100, born % 100
    return year * 10_000 + day * 100 + month if day <= 12 else born


def misread(number: int, at: int) -> int:
    """A digit read as one that looks like it."""
    text = str(number)
    return int(text[:at] + LOOKS[text[at]] + text[at + 1 :])
