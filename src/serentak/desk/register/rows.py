"""The rows of a run, village by village, from its report and its tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from serentak.desk.register import folder, reviews, tables
from serentak.desk.register.models import FindingCount, Neighbourhood, Run, Station, VillageCount
from serentak.desk.register.reviews import SETTLING
from serentak.engine.errors import BadData

BATCH = 2000


def columns(report: folder.Report) -> dict[str, Any]:
    """What a run itself takes from its report."""
    same = (
        *("election", "digest", "law_digest", "seed", "cap", "mode", "inputs", "certificate"),
        "elsewhere",
    )
    counted = (
        "records",
        "people",
        "voters",
        "stations",
        "villages",
        "blocking",
        "excluded",
        "pairs",
    )
    return {
        "region_id": report.region,
        **{name: getattr(report, name) for name in same},
        **{name: report.counts[name] for name in counted},
    }


def fill(run: Run, report: folder.Report, place: Path) -> None:
    """The rows of a run, village by village; the tables must say what the report says."""
    found = tables.findings(place)
    _agree(found, report)
    waiting = tables.waiting(place)
    settled = {key for key, one in reviews.standing(place).items() if one.verdict in SETTLING}
    asked = Counter(pair.village for pair in waiting)
    done = Counter(pair.village for pair in waiting if pair.key in settled)
    VillageCount.objects.bulk_create(
        [
            VillageCount(
                run=run,
                pairs_review=asked.get(one["village"], 0),
                pairs_settled=done.get(one["village"], 0),
                **one,
            )
            for one in report.villages
        ],
        batch_size=BATCH,
    )
    FindingCount.objects.bulk_create(
        [
            FindingCount(run=run, village=village, rule=rule, severity=severity, count=count)
            for village, rule, severity, count in found
        ],
        batch_size=BATCH,
    )
    Station.objects.bulk_create(
        [Station(run=run, **row) for row in tables.stations(place)], batch_size=BATCH
    )
    Neighbourhood.objects.bulk_create(
        [_neighbourhood(run, parts) for parts in _by_rt(tables.parts(place))], batch_size=BATCH
    )


def _agree(found: Iterable[tuple[str, str, str, int]], report: folder.Report) -> None:
    """The findings of the table are those of the report. Raises BadData."""
    per_rule: Counter[str] = Counter()
    for _village, rule, _severity, count in found:
        per_rule[rule] += count
    if dict(per_rule) != {rule: n for rule, n in report.counts["findings"].items() if n}:
        raise BadData("Tabel temuan tidak sama dengan laporannya. Jalankan putarannya lagi.")


def _by_rt(parts: Iterable[tables.Part]) -> Iterable[list[tables.Part]]:
    found: dict[tuple[str, str, str], list[tables.Part]] = defaultdict(list)
    for part in parts:
        found[part.village, part.rw, part.rt].append(part)
    return found.values()


def _neighbourhood(run: Run, parts: Sequence[tables.Part]) -> Neighbourhood:
    voters = sum(part.voters for part in parts)
    families = sum(part.families for part in parts)  # no family is split over stations
    shown = voters >= tables.ENOUGH_VOTERS and families >= tables.ENOUGH_FAMILIES
    return Neighbourhood(
        run=run,
        village=parts[0].village,
        rw=parts[0].rw,
        rt=parts[0].rt,
        voters=voters,
        stations={str(part.station): part.voters for part in parts},
        lat=_middle([(part.lat, part.voters) for part in parts]) if shown else None,
        lon=_middle([(part.lon, part.voters) for part in parts]) if shown else None,
    )


def _middle(weighed: Sequence[tuple[float | None, int]]) -> float | None:
    """The weighted mean on the coarse grid, or nothing where a part has no place."""
    places = [(degrees, voters) for degrees, voters in weighed if degrees is not None]
    if not places:
        return None
    mean = sum(degrees * voters for degrees, voters in places) / sum(n for _, n in places)
    return round(mean * tables.GRID) / tables.GRID
