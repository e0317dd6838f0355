"""Slips of the hand and of the eye, for many cells at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from serentak.engine.synth.arrays import Ints
from serentak.engine.synth.dates import YEAR, exists
from serentak.engine.synth.dice import Dice

Letters = npt.NDArray[np.str_]

WIDTH = 60  # letters of the longest name that a slip is made in
BESIDE = {
    "A": "SQZ", "B": "VNH", "C": "XVK", "D": "SFT", "E": "RWI", "F": "PVG", "G": "HFJ", "H": "GJN",
    "I": "YEU", "J": "KHD", "K": "JLQ", "L": "KIR", "M": "N", "N": "MB", "O": "UPA", "P": "OFB",
    "Q": "KW", "R": "TEL", "S": "ADZ", "T": "RYD", "U": "OIY", "V": "FB", "W": "EV", "X": "ZC",
    "Y": "IU", "Z": "SJ",
}  # fmt: skip
LOOKS_LIKE = np.array([8, 7, 7, 8, 9, 6, 5, 1, 0, 4])  # 0 is read as 8, 1 as 7 …
SOUNDS = (
    ("DJ", "J"), ("OE", "U"), ("SY", "S"), ("KH", "H"), ("DH", "D"), ("TH", "T"), ("DZ", "Z"),
    ("F", "P"), ("V", "F"), ("Z", "S"), ("UDDIN", "UDIN"), ("NN", "N"), ("MM", "M"), ("RR", "R"),
    ("LL", "L"), ("AE", "AI"), ("AH", "A"), ("U", "OE"), ("J", "DJ"), ("Y", "J"), ("I", "Y"),
)  # fmt: skip


def mistyped(throw: Dice, texts: Sequence[str]) -> list[str]:
    """A letter lost, doubled, exchanged with its neighbour, or another one in its place."""
    letters, length = _letters(texts)
    count, width = letters.shape
    spot = (throw.random(count) * np.maximum(length - 1, 1)).astype(np.int64)
    kind = throw.integers(0, 4, count)
    column = np.arange(width)[None, :]
    at = spot[:, None]
    source = np.select(
        [
            (kind == 0)[:, None] & (column >= at),
            (kind == 1)[:, None] & (column > at),
            (kind == 2)[:, None] & (column == at),
            (kind == 2)[:, None] & (column == at + 1),
        ],
        [column + 1, column - 1, column + 1, column - 1],
        column,
    )
    changed = np.take_along_axis(letters, np.minimum(source, width - 1), axis=1)
    rows = np.flatnonzero(kind == 3)
    changed[rows, spot[rows]] = _neighbours(throw, letters[rows, spot[rows]])
    typed = zip(texts, _texts(changed), strict=True)
    return [new if new != old else old + old[-1:] for old, new in typed]


def _letters(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], Ints]:
    held = np.array([*texts, " " * WIDTH]).astype(f"<U{WIDTH}")[:-1]
    return held.view(np.uint32).reshape(len(texts), WIDTH), np.char.str_len(held)


def _texts(letters: npt.NDArray[np.uint32]) -> list[str]:
    whole = np.ascontiguousarray(letters).view(f"<U{letters.shape[1]}").ravel()
    return [" ".join(text.split()) for text in whole.tolist()]


def _neighbours(throw: Dice, letters: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """A letter beside it on the keyboard or near it in sound."""
    table = np.arange(128 * 3, dtype=np.uint32).reshape(3, 128) % 128
    for letter, beside in BESIDE.items():
        table[:, ord(letter)] = [ord(beside[turn % len(beside)]) for turn in range(3)]
    return table[throw.integers(0, 3, len(letters)), np.minimum(letters, 127)]


def respelled(
    throw: Dice, texts: Sequence[str], spellings: Mapping[str, Sequence[str]]
) -> list[str]:
    """The same name written another way: a known spelling, the same sound, an initial."""
    luck = throw.random((len(texts), 3))
    return [
        _respelled(text, spellings, turn) for text, turn in zip(texts, luck.tolist(), strict=True)
    ]


def _respelled(text: str, spellings: Mapping[str, Sequence[str]], luck: Sequence[float]) -> str:
    way, which, where = luck
    for word, also in spellings.items():
        if way < 0.7 and f" {word} " in f" {text} ":
            other = also[int(which * len(also))]
            return f" {text} ".replace(f" {word} ", f" {other} ", 1).strip()
    words = text.split()
    if len(words) > 1 and way > 0.75:
        at = int(where * len(words))
        shorter = words[at][0] if which < 0.6 else ""
        return " ".join(filter(None, [*words[:at], shorter, *words[at + 1 :]]))
    start = int(which * len(SOUNDS))
    for old, new in (*SOUNDS[start:], *SOUNDS[:start]):
        if old in text:
            return text.replace(old, new, 1)
    return text + text[-1:]


def misread(throw: Dice, numbers: Ints, *, first: int, last: int) -> Ints:
    """A digit taken for one that looks like it; places count from the right, 0 the last."""
    power = 10 ** throw.integers(first, last, len(numbers))
    digit = numbers // power % 10
    return np.asarray(numbers + (LOOKS_LIKE[digit] - digit) * power)


def swapped(born: Ints) -> Ints:
    """Day and month exchanged; the same date where that is none or changes nothing."""
    other = born // YEAR * YEAR + born % 100 * 100 + born // 100 % 100
    return np.where(exists(other), other, born)


def shifted(throw: Dice, born: Ints) -> Ints:
    """Another day near it: a year, a month or a day wrong."""
    step = np.array([YEAR, -YEAR, 10 * YEAR, -10 * YEAR, 100, -100, 1, -1, 10, -10], np.int64)
    other = born + step[throw.integers(0, len(step), len(born))]
    back = born - YEAR
    return np.where(exists(other), other, np.where(exists(back), back, born - 4 * YEAR))
