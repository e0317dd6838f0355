"""From a probability to a decision, with the cause and the evidence in words."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from serentak.engine.register.match.cases import DATE_DIGIT, DATE_SWAPPED, EQUAL, MISREAD, SAME_DATE
from serentak.engine.register.match.machine import Codes, Doubles, Flags, Floats
from serentak.engine.register.match.traits import Trait

Words = npt.NDArray[np.object_]
CHOICES = 8  # more than any trait has sentences
NAMELESS = -1  # in place of the slips between two names, where one is empty


class Kind(StrEnum):
    """Which of the two queues a pair is in."""

    SAME_PERSON = "same-person"
    SAME_NIK = "same-nik"


class Decision(StrEnum):
    """Whether a person still has to look."""

    AUTO = "auto"
    REVIEW = "review"


SLIPPED = (1, 3)  # of number_slip: another digit, neighbours exchanged
# Why one person stands in the register twice, the strongest first; without any, a bare copy.
CAUSES = (
    "",
    "tercatat lagi di kab/kota lain",
    "tanggal tertukar",
    "isian kurang",
    "angka salah terbaca",
    "salah tulis",
    "disalin utuh",
)


def _causes(traits: Floats, kind: Words) -> Codes:
    """The place of each pair's cause in CAUSES."""
    slip, card = traits[:, Trait.NIK_SLIP], traits[:, Trait.CARD]
    elsewhere = (traits[:, Trait.REGION] >= 0) & (traits[:, Trait.REGION] < 2)
    tests: list[Flags] = [
        kind == Kind.SAME_NIK.value,
        elsewhere & (slip <= 0) & (card <= 0),
        traits[:, Trait.DATE] == DATE_SWAPPED,
        (traits[:, Trait.NIK] < 0) | (card < 0) | (traits[:, Trait.TOLD] < 2) | _nameless(traits),
        (slip == MISREAD) | (card == MISREAD),
        _slips(traits),
    ]
    return np.select(tests, range(len(tests)), len(tests)).astype(np.int32)


def _nameless(traits: Floats) -> Flags:
    """Where a name is empty: it has no first and last letter to compare."""
    found: Flags = traits[:, Trait.ENDS] < 0
    return found


def _slips(traits: Floats) -> Flags:
    numbers = np.isin(traits[:, Trait.NIK_SLIP], SLIPPED) | np.isin(traits[:, Trait.CARD], SLIPPED)
    found: Flags = numbers | (traits[:, Trait.SLIPS] > 0) | (traits[:, Trait.DATE] == DATE_DIGIT)
    return found


# What a trait says: the first sentence whose bounds hold it. Never the person's content.
SENTENCES: tuple[tuple[Trait, tuple[tuple[float, float, str], ...]], ...] = (
    (
        Trait.SLIPS,
        (
            (0, 0, "nama sama"),
            (1, 2, "nama hampir sama"),
            (3, 99, "nama ditulis berbeda"),
            (NAMELESS, NAMELESS, "nama kosong"),
        ),
    ),
    (
        Trait.DATE,
        (
            (SAME_DATE, SAME_DATE, "tanggal lahir sama"),
            (DATE_SWAPPED, DATE_SWAPPED, "hari dan bulan lahir tertukar"),
            (DATE_DIGIT, DATE_DIGIT, "tanggal lahir beda satu angka"),
            (2, 2, "tanggal lahir kosong"),
            (-1, 99, "tanggal lahir berbeda"),
        ),
    ),
    (
        Trait.NIK_SLIP,
        (
            (4, 4, "NIK sama"),
            (3, 3, "angka NIK tertukar atau hilang"),
            (2, 2, "angka NIK mirip terbaca"),
            (1, 1, "NIK beda satu angka"),
            (0, 0, "NIK berbeda"),
            (-1, -1, "NIK kosong"),
        ),
    ),
    (
        Trait.CARD,
        ((4, 4, "KK sama"), (1, 3, "KK hampir sama"), (0, 0, "KK berbeda"), (-1, -1, "KK kosong")),
    ),
    (Trait.PLACE, ((1, 1, "tempat lahir sama"), (0, 0, "tempat lahir berbeda"))),
    (Trait.SEX, ((0, 0, "jenis kelamin berbeda"),)),
    (
        Trait.REGION,
        (
            (4, 4, "desa/kelurahan sama"),
            (3, 3, "kecamatan sama"),
            (2, 2, "kab/kota sama"),
            (0, 1, "kab/kota berbeda"),
        ),
    ),
    (Trait.FAMILY, ((1, 99, "anggota keluarga lain juga cocok"),)),
    (Trait.NAME_DAY, ((1, 1e9, "nama dan tanggal lahir ini dimiliki orang lain juga"),)),
)


def reasons(traits: Floats, kind: Words) -> Words:
    """The cause and the evidence of each pair in words."""
    codes = _causes(traits, kind).astype(np.int64)
    for trait, choices in SENTENCES:
        value = traits[:, trait]
        if trait == Trait.SLIPS:
            value = np.where(_nameless(traits), NAMELESS, value)
        said = [(value >= low) & (value <= high) for low, high, _ in choices]
        codes = codes * CHOICES + np.select(said, range(1, len(choices) + 1), 0)
    distinct, at = np.unique(codes, return_inverse=True)
    texts: Words = np.array([_sentence(int(code)) for code in distinct], object)
    return texts[at]


def _sentence(code: int) -> str:
    said: list[str] = []
    for _, choices in reversed(SENTENCES):
        code, choice = divmod(code, CHOICES)
        if choice:
            said.insert(0, choices[choice - 1][2])
    evidence = "; ".join(said)
    return f"{CAUSES[code]}: {evidence}" if code else evidence


def sure(traits: Floats, probability: Doubles, auto: float) -> Flags:
    """Where nobody needs to look: likely enough, and not two numbers on one card.

    So stand twins with like names in a register, and they cannot be told from a second entry. Where
    digits look misread they are two numbers all the same if names and serials differ.
    """
    slip = traits[:, Trait.NIK_SLIP]
    apart = (traits[:, Trait.SERIAL] > 0) & (traits[:, Trait.SLIPS] > 0)
    other = (slip >= 0) & (slip < EQUAL) & ((slip < MISREAD) | apart)
    twins = (traits[:, Trait.CARD] == EQUAL) & other
    found: Flags = (probability >= auto) & ~twins
    return found


def agreed(pairs: Codes, sure: Flags) -> Flags:
    """The sure pairs of groups in which every two rows are a sure pair; others contradict."""
    rows, flat = np.unique(pairs[sure], return_inverse=True)
    one, two = flat.reshape(-1, 2).T
    links = coo_matrix((np.ones(len(one), np.int8), (one, two)), shape=(len(rows), len(rows)))
    group = connected_components(links, directed=False)[1]
    size, known = np.bincount(group), np.bincount(group[one], minlength=len(rows))
    whole = known[: len(size)] == size * (size - 1) // 2
    found = sure.copy()
    found[sure] = whole[group[one]]
    return found
