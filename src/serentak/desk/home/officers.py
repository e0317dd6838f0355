"""Seeded, labelled reports of officers for the demo; never beside a body's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from serentak.desk.audit.actions import record
from serentak.desk.home.simulation import draw
from serentak.desk.personnel import facts
from serentak.desk.personnel.models import Count, Reason, Replacement, Report, Way
from serentak.desk.personnel.needed import needed
from serentak.desk.places.models import Institution
from serentak.engine.law.model import Election
from serentak.engine.needs import Need
from serentak.engine.personnel.returned import Measure, Post

PER_STATION = "ptps"  # one at every station, so that they count the stations
SILENT = 0.03  # of bodies and roles nobody reports
SLOW = 0.07  # of districts find too few
SWAPPED, SWAPS, SWAP_DAY = "kpps", 0.1, 10  # who is replaced, in how many districts, and when
WORKING_HOUR = time(2)  # ten in the province


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A report some days after the date is due, on a share of those needed or appointed."""

    measure: Measure
    days: int
    share: float


STEPS = (
    Step(measure=Measure.APPOINTED, days=-14, share=0.6),
    Step(measure=Measure.APPOINTED, days=-1, share=0.96),
    Step(measure=Measure.TRAINED, days=5, share=0.9),
    Step(measure=Measure.ACTIVE, days=8, share=0.97),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What one body reports on one role: the need of its districts, and when it is due."""

    election: str
    body: Institution
    role: str
    need: Mapping[str, int]
    due: date

    def report(self, days: int) -> Report:
        """A report some days after the date."""
        at = datetime.combine(self.due + timedelta(days=days), WORKING_HOUR, tzinfo=UTC)
        return Report(election=self.election, institution=self.body, way=Way.SIMULATED, at=at)

    def people(self, place: str, share: float, *, of: int) -> int:
        """About a share of so many people, less in a slow district; never more."""
        luck = draw("people", self.election, place, self.role)
        slow = draw("slow", self.election, place, self.role) < SLOW
        found = share + (1 - share) * min(1.0, 1.6 * luck)
        return int(of * found * (0.8 if slow else 1.0) + 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A simulated report with its counts, or with the replacement it tells of."""

    report: Report
    counts: Sequence[Count] = ()
    swap: Replacement | None = None


def fill(elections: Sequence[Election], *, at: datetime) -> None:
    """Reports of every body that appoints somebody, where nobody has reported anything."""
    for election in elections:
        if Report.objects.filter(election=election.id).exists():
            continue
        made = [one for task in _tasks(election, at=at) for one in _made(task)]
        counts = [count for one in made for count in one.counts]
        if not counts:
            continue
        Report.objects.bulk_create([one.report for one in made], batch_size=500)
        Count.objects.bulk_create(counts, batch_size=1000)
        Replacement.objects.bulk_create([one.swap for one in made if one.swap], batch_size=500)
        record(
            "personnel.simulated",
            subject=f"election:{election.id}",
            by=None,
            at=at,
            count=len(counts),
        )


def _tasks(election: Election, *, at: datetime) -> Iterator[Task]:
    dates, need = facts.due(election, at=at), needed(election.id, at=at)
    for body in facts.reporting(election, Institution.objects.values_list("code", flat=True)):
        own = [*facts.posts(body, election)]
        for role in facts.roles(election.kind, owner=body.kind):
            due = dates.get((body.region_id, role.code))
            if due is None or draw("silent", election.id, body.code, role.code) < SILENT:
                continue
            places = [place for place, code in own if code == role.code]
            yield Task(
                election=election.id,
                body=body,
                role=role.code,
                need=_shared(need, body.region_id, role.code, places),
                due=due,
            )


def _shared(
    need: Mapping[Post, Need], regency: str, role: str, places: Sequence[str]
) -> Mapping[str, int]:
    """The need of each district; one known of the regency only is shared out by stations."""
    if (regency, role) not in need:
        return {place: need[place, role].quantity for place in places if (place, role) in need}
    stations = {
        place: need[place, PER_STATION].quantity for place in places if (place, PER_STATION) in need
    }
    whole = need[regency, role].quantity
    return {place: -(-whole * n // sum(stations.values())) for place, n in stations.items()}


def _made(task: Task) -> Iterator[Made]:
    appointed: dict[str, int] = {}
    for step in STEPS:
        report = task.report(step.days)
        counts = []
        for place, need in task.need.items():
            of = need if step.measure is Measure.APPOINTED else appointed[place]
            people = task.people(place, step.share, of=of)
            if step.measure is Measure.APPOINTED:
                people = appointed[place] = max(people, appointed.get(place, 0))
            counts.append(
                Count(
                    report=report,
                    election=task.election,
                    region_id=place,
                    role=task.role,
                    measure=step.measure,
                    value=people,
                    at=report.at,
                )
            )
        yield Made(report=report, counts=counts)
    if task.role == SWAPPED:
        yield from _swapped(task, appointed)


def _swapped(task: Task, appointed: Mapping[str, int]) -> Iterator[Made]:
    """Some leave and as many come, so that no count changes."""
    reasons = list(Reason)
    for place, people in appointed.items():
        luck = draw("swap", task.election, place)
        if people and luck < SWAPS:
            report = task.report(SWAP_DAY)
            few = min(people, 1 + int(luck * 40))
            swap = Replacement(
                report=report,
                region_id=place,
                role=task.role,
                left=few,
                left_trained=few,
                joined=few,
                joined_trained=few,
                reason=reasons[int(luck * 1000) % len(reasons)],
            )
            yield Made(report=report, swap=swap)
