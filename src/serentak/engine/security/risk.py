"""How vulnerable a station is: which indicators it carries, how grave and how rare each is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from serentak.engine.errors import BadData
from serentak.engine.law.guards import Indicator, Risk
from serentak.engine.law.model import hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An indicator of a station, or of all in a village, district or regency; or the police's class."""

    place: str
    indicator: str = ""
    risk: Risk | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What an indicator adds to a station's score."""

    indicator: Indicator
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """A station's score with its reasons, gravest first, and the class it is guarded under."""

    station: str
    score: float
    risk: Risk
    told: bool  # by the police; then the score had no say
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What indicators weigh, and from which score on a class begins."""

    indicators: Mapping[str, Indicator]
    published: Mapping[str, int]  # stations that carry it, of `stations`, where that was published
    stations: int
    high: int
    severe: int

    def bits(self, indicator: str, count: int, of: int) -> float:
        """What an indicator tells of one of the `count` stations out of `of` that carry it here.

        Where it was published how many carry it, a part of the province does not make it commoner,
        and more than were published make it so.
        """
        if indicator not in self.published:
            return log2(of / count)
        return log2(max(self.stations, of) / max(self.published[indicator], count))

    def risk(self, score: float) -> Risk:
        """The class of a score."""
        if score >= self.severe:
            return Risk.SEVERE
        return Risk.HIGH if score >= self.high else Risk.LOW


def vulnerabilities(
    stations: Sequence[str], marks: Iterable[Mark], scale: Scale
) -> list[Vulnerability]:
    """One a station, in their order. Raises BadData for an indicator or a place that is not there.

    An indicator's points are its gravity times the bits that it tells: what nearly every station
    carries tells nothing of any.
    """
    found = _marked(stations, marks, scale)
    carried: dict[str, int] = {}
    for ids, _ in found:
        for one in ids:
            carried[one] = carried.get(one, 0) + 1
    points = {
        one: scale.indicators[one].gravity * scale.bits(one, count, len(stations))
        for one, count in carried.items()
    }
    return [_judged(code, *mark, points, scale) for code, mark in zip(stations, found, strict=True)]


def _judged(
    code: str, ids: set[str], told: Risk | None, points: Mapping[str, float], scale: Scale
) -> Vulnerability:
    reasons = sorted(
        (Reason(scale.indicators[one], round(points[one], 1)) for one in ids),
        key=lambda reason: (-reason.points, reason.indicator.id),
    )
    score = round(sum(reason.points for reason in reasons), 1)
    return Vulnerability(
        station=code,
        score=score,
        risk=told or scale.risk(score),
        told=told is not None,
        reasons=tuple(reasons),
    )


def _marked(
    stations: Sequence[str], marks: Iterable[Mark], scale: Scale
) -> list[tuple[set[str], Risk | None]]:
    """Each station's indicators, and the class that the police told of the smallest place."""
    below = _below(stations)
    indicators: list[set[str]] = [set() for _ in stations]
    told: list[tuple[int, Risk | None]] = [(0, None)] * len(stations)
    for mark in marks:
        if mark.indicator and mark.indicator not in scale.indicators:
            near = hint(mark.indicator, scale.indicators)
            raise BadData(f"Indikator '{mark.indicator}' tidak dikenal.{near}")
        if mark.place not in below:
            raise BadData(f"Tempat '{mark.place}' tidak punya TPS dalam rencana ini.")
        for n in below[mark.place]:
            if mark.indicator:
                indicators[n].add(mark.indicator)
            if mark.risk and len(mark.place) >= told[n][0]:
                told[n] = len(mark.place), mark.risk
    return [(ids, risk) for ids, (_, risk) in zip(indicators, told, strict=True)]


def _below(stations: Sequence[str]) -> dict[str, list[int]]:
    """Stations by their own code and by that of every region they lie in."""
    below: dict[str, list[int]] = {}
    for n, code in enumerate(stations):
        for place in (code, code[:13], code[:8], code[:5], code[:2]):
            below.setdefault(place, []).append(n)
    return below
