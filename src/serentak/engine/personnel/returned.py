"""What comes back on a sheet or a form: which counts change, and every slip with its place."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

MOST = 100_000  # a slip of the hand; no district holds so many of any role
DIGITS = len(str(MOST)) + 3  # a longer text is no count, and is not made a number of


class Measure(StrEnum):
    """What is counted of a role in a district."""

    APPOINTED = "appointed"
    TRAINED = "trained"
    ACTIVE = "active"


Post = tuple[str, str]  # district, role
Key = tuple[str, str, Measure]
Counts = Mapping[Key, int]


class Slip(StrEnum):
    """Why a cell or a row cannot be taken."""

    FORMULA = "formula"
    DATE = "date"
    TEXT = "text"
    DECIMAL = "decimal"
    NEGATIVE = "negative"
    TOO_LARGE = "too-large"
    EMPTIED = "emptied"
    CONFLICT = "conflict"
    HIDDEN = "hidden"
    MERGED = "merged"
    DUPLICATE = "duplicate"
    UNKNOWN_DISTRICT = "unknown-district"
    UNKNOWN_ROLE = "unknown-role"
    NOT_APPOINTED = "not-appointed"
    MORE_TRAINED = "more-trained"
    MORE_ACTIVE = "more-active"


class Remark(StrEnum):
    """What is taken and still looks odd."""

    OVER_NEED = "over-need"
    UNTRAINED = "untrained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A value at its place: a cell such as F14, or a field of a form."""

    place: str
    key: Key
    value: object
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A slip, where it is, and the numbers its sentence names."""

    what: Slip | Remark
    place: str
    key: Key | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What was sent out, what stands now, and what is needed."""

    was: Counts
    now: Counts
    need: Mapping[Post, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The counts to write, if nothing is wrong; else every slip. Remarks stop nothing."""

    changes: Counts
    slips: tuple[Complaint, ...]
    remarks: tuple[Complaint, ...] = ()


def whole(value: object) -> int | Slip | None:
    """The count a cell holds, None for an empty one, or why it holds none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return Slip.TEXT
    if isinstance(value, date | time | timedelta):
        return Slip.DATE
    if isinstance(value, int | float):
        return _number(value)
    return _typed(str(value).strip())


def _number(value: float) -> int | Slip:
    if not math.isfinite(value):
        return Slip.TEXT
    if value != int(value):
        return Slip.DECIMAL
    return _bounded(int(value))


def _typed(text: str) -> int | Slip:
    """A number kept as text is one, as long as it is digits alone: 1.250 may mean two things."""
    if text.startswith(("=", "+", "@")):
        return Slip.FORMULA
    if text.removeprefix("-").isdecimal() and text.isascii():
        return _bounded(int(text)) if len(text) <= DIGITS else Slip.TOO_LARGE
    return Slip.TEXT


def _bounded(number: int) -> int | Slip:
    if number < 0:
        return Slip.NEGATIVE
    return number if number <= MOST else Slip.TOO_LARGE


def judge(written: Iterable[Written], against: Against) -> Judged:
    """Hold what came back against what was sent and what stands now."""
    changes: dict[Key, int] = {}
    places: dict[Key, str] = {}
    slips: list[Complaint] = []
    for one in written:
        found = _changed(one, against)
        if isinstance(found, Complaint):
            slips.append(found)
        elif found is not None:
            changes[one.key], places[one.key] = found, one.place
    wrong = {one.key[:2] for one in slips if one.key}
    remarks: list[Complaint] = []
    for post, row in _rows(changes, against.now):
        if post not in wrong:
            slips += _contradictions(post, row, places)
            remarks += _oddities(post, row, places, against.need.get(post))
    return Judged(changes=changes, slips=tuple(slips), remarks=tuple(remarks))


def _changed(one: Written, against: Against) -> int | Complaint | None:
    """The new count, None where nothing changes, or what is wrong."""
    found, was, now = whole(one.value), against.was.get(one.key), against.now.get(one.key)
    if found in (was, now) and not isinstance(found, Slip):
        return None
    slip = _why_not(found, one, moved=was != now)
    if slip is None:
        assert isinstance(found, int)  # noqa: S101  anything else is a slip
        return found
    numbers = {"was": was, "now": now, "new": found if isinstance(found, int) else None}
    told = {name: n for name, n in numbers.items() if n is not None}
    return Complaint(what=slip, place=one.place, key=one.key, numbers=told)


def _why_not(found: int | Slip | None, one: Written, *, moved: bool) -> Slip | None:
    if isinstance(found, Slip):
        return found
    if found is None:
        return Slip.EMPTIED
    if one.hidden:
        return Slip.HIDDEN
    return Slip.CONFLICT if moved else None


Row = Mapping[Measure, int | None]


def _rows(changes: Counts, now: Counts) -> Iterator[tuple[Post, Row]]:
    """The posts that change, each as it would stand."""
    posts: dict[Post, dict[Measure, int | None]] = defaultdict(dict)
    for district, role, _measure in changes:
        posts[district, role] = {
            one: changes.get((district, role, one), now.get((district, role, one)))
            for one in Measure
        }
    yield from posts.items()


def _contradictions(post: Post, row: Row, places: Mapping[Key, str]) -> Iterator[Complaint]:
    """Whoever is trained or active has been appointed."""
    appointed = row[Measure.APPOINTED]
    for measure, slip in (
        (Measure.TRAINED, Slip.MORE_TRAINED),
        (Measure.ACTIVE, Slip.MORE_ACTIVE),
    ):
        found = row[measure]
        if found is None or (appointed is not None and found <= appointed):
            continue
        what = Slip.NOT_APPOINTED if appointed is None else slip
        yield _complaint(what, post, places, (measure, Measure.APPOINTED), found, appointed)


def _oddities(
    post: Post, row: Row, places: Mapping[Key, str], need: int | None
) -> Iterator[Complaint]:
    appointed, trained = row[Measure.APPOINTED], row[Measure.TRAINED]
    active = row[Measure.ACTIVE]
    at = (Measure.ACTIVE, Measure.TRAINED, Measure.APPOINTED)
    if need is not None and appointed is not None and appointed > need:
        yield _complaint(Remark.OVER_NEED, post, places, at[::-1], appointed, need)
    if active is not None and trained is not None and active > trained:
        yield _complaint(Remark.UNTRAINED, post, places, at, active, trained)


def _complaint(
    what: Slip | Remark,
    post: Post,
    places: Mapping[Key, str],
    at: Iterable[Measure],
    *numbers: int | None,
) -> Complaint:
    """Put at the first of some cells that was changed."""
    key = next(key for one in at if (key := (*post, one)) in places)
    told = {name: n for name, n in zip(("new", "limit"), numbers, strict=True) if n is not None}
    return Complaint(what=what, place=places[key], key=key, numbers=told)
