"""From a probability to a decision, with the cause and the evidence in words."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from serentak.engine.register.match.evidence import DATE_DIGIT, DATE_SWAPPED, SAME_DATE, Trait
from serentak.engine.register.match.machine import Doubles, Flags, Floats

Words = npt.NDArray[np.object_]


class Kind(StrEnum):
    """Which of the two queues a pair is in."""

    SAME_PERSON = "same-person"
    SAME_NIK = "same-nik"


class Decision(StrEnum):
    """Whether a person still has to look."""

    AUTO = "auto"
    REVIEW = "review"


class Cause(StrEnum):
    """Why one person stands in the register twice, the strongest first."""

    RE_REGISTERED = "re-registered"
    SWAPPED_DATE = "swapped-date"
    MISSING_FIELD = "missing-field"
    OCR_DIGIT = "ocr-digit"
    TYPO = "typo"
    EXACT = "exact"
    NONE = ""  # of a shared number


MISREAD, SLIPPED = 2, (1, 3)  # see evidence.number_slip


def cause(traits: Floats) -> Words:
    """The finer cause of each pair of rows of one person."""
    slip, card = traits[:, Trait.NIK_SLIP], traits[:, Trait.CARD]
    elsewhere = (traits[:, Trait.REGION] >= 0) & (traits[:, Trait.REGION] < 2)
    tests: list[tuple[Flags, Cause]] = [
        (elsewhere & (slip <= 0) & (card <= 0), Cause.RE_REGISTERED),
        (traits[:, Trait.DATE] == DATE_SWAPPED, Cause.SWAPPED_DATE),
        (_lacks(traits), Cause.MISSING_FIELD),
        ((slip == MISREAD) | (card == MISREAD), Cause.OCR_DIGIT),
        (_slips(traits), Cause.TYPO),
    ]
    return np.select([one for one, _ in tests], [c.value for _, c in tests], Cause.EXACT.value)


def _lacks(traits: Floats) -> Flags:
    found: Flags = (
        (traits[:, Trait.NIK] < 0) | (traits[:, Trait.CARD] < 0) | (traits[:, Trait.TOLD] < 2)
    )
    return found


def _slips(traits: Floats) -> Flags:
    numbers = np.isin(traits[:, Trait.NIK_SLIP], SLIPPED) | np.isin(traits[:, Trait.CARD], SLIPPED)
    found: Flags = (
        numbers | (traits[:, Trait.SLIPS] > 0) | (traits[:, Trait.DATE] == DATE_DIGIT)
    )
    return found


# What a trait says: the first sentence whose bounds hold it. Never the person's content.
SENTENCES: tuple[tuple[Trait, tuple[tuple[float, float, str], ...]], ...] = (
    (Trait.SLIPS, ((0, 0, "nama sama"), (1, 2, "nama hampir sama"), (3, 99, "nama berbeda"))),
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


def reasons(traits: Floats) -> Words:
    """The evidence of each pair in words."""
    codes = np.zeros(len(traits), np.int64)
    for trait, choices in SENTENCES:
        value = traits[:, trait]
        said = [(value >= low) & (value <= high) for low, high, _ in choices]
        codes = codes * 8 + np.select(said, range(1, len(choices) + 1), 0)
    distinct, at = np.unique(codes, return_inverse=True)
    texts = np.array([_sentence(int(code)) for code in distinct], object)
    return texts[at] if len(texts) else np.zeros(0, object)


def _sentence(code: int) -> str:
    said: list[str] = []
    for _, choices in reversed(SENTENCES):
        code, choice = divmod(code, 8)
        if choice:
            said.insert(0, choices[choice - 1][2])
    return "; ".join(said)


def decisions(probability: Doubles, auto: float) -> Words:
    """`auto` from a bound on, `review` below it."""
    return np.where(probability >= auto, Decision.AUTO.value, Decision.REVIEW.value)
