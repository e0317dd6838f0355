"""What a run in force measures of its owner's duties, and what to show of it beside any duty."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.law.facts import election, law
from serentak.desk.obligations import measuring
from serentak.desk.obligations.models import Obligation
from serentak.desk.obligations.signals import Shown
from serentak.desk.register import facts
from serentak.desk.register.facts import Sums
from serentak.desk.register.models import Run
from serentak.desk.shared.templatetags.desk import ribu
from serentak.engine.law.model import Area
from serentak.engine.regions import Level, level


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How much of a duty is true, in people: so many of so many."""

    title: str
    said: Promise
    value: Callable[[Sums], int]
    total: Callable[[Sums], int]
    unit: str


MEASURES: Mapping[str, Measure] = {
    "stations.unassigned": Measure(
        title="Pemilih yang mendapat TPS",
        said=lazy("Pemilih yang mendapat TPS"),
        value=lambda sums: sums.placed,
        total=lambda sums: sums.voters,
        unit="pemilih",
    ),
    "register.unrecorded": Measure(
        title="Pemilih yang sudah merekam KTP-el",
        said=lazy("Pemilih yang sudah merekam KTP-el"),
        value=lambda sums: sums.voters - sums.no_ktp_el,
        total=lambda sums: sums.voters,
        unit="pemilih",
    ),
}


def follow(run: Run, *, by: Member, at: datetime) -> None:
    """Let the duties of a run's owner show what its newest run in force measured."""
    runs = [
        one
        for one in facts.in_force(run.election, kind=run.institution.kind, at=at)
        if (one.institution_id, one.region_id) == (run.institution_id, run.region_id)
    ]
    newest = runs[-1] if runs else None
    sums = facts.of_region(newest or run, run.region_id)
    for duty, measure in _measured(run):
        measuring.measure(
            duty,
            what=_figure(newest, run, measure, sums),
            right=(Act.RUN_REGISTER, duty.institution),
            by=by,
            at=at,
        )


def _figure(newest: Run | None, ruled: Run, measure: Measure, sums: Sums) -> measuring.Measured:
    """What the newest run says; nothing is shown any more once none is in force."""
    source = newest or ruled
    named = f"Putaran register {source.number}, sidik jari {source.digest}"
    title = f"Putaran {source.number}: {measure.title.lower()}" if newest else "Putaran ditarik"
    return measuring.Measured(
        title=f"Simulasi: {title}" if source.simulated else title,
        value=measure.value(sums) if newest else 0,
        total=measure.total(sums),
        unit=measure.unit,
        digest=source.digest,
        source=f"{named}, simulasi dengan penduduk tiruan" if source.simulated else named,
        simulated=source.simulated,
    )


def _measured(run: Run) -> Iterator[tuple[Obligation, Measure]]:
    """The owner's own duties there that a run can measure; other bodies' are left alone."""
    templates = law().templates
    rows = Obligation.objects.filter(
        election=run.election,
        institution=run.institution,
        region=run.region,
        withdrawn=False,
    ).select_related("institution", "region")
    for row in rows:
        template = templates.get(row.template)
        if template is not None and template.measure in MEASURES:
            yield row, MEASURES[template.measure]


def lines(obligation: Obligation, *, at: datetime) -> Shown | None:
    """What the runs of the duty's bearer, or of the list's owner, say of its region."""
    if obligation.area != Area.POPULATION or level(obligation.region_id) is Level.NATIONAL:  # type: ignore[arg-type]
        return None
    kinds = (obligation.institution.kind, facts.owner_kind(election(obligation.election)))
    for kind in dict.fromkeys(kinds):
        run = facts.current(obligation.election, obligation.region_id, kind=kind, at=at)
        if run is not None:
            return shown(run, obligation.region_id)
    return None


def shown(run: Run, region: str) -> Shown:
    """What is open in a region according to a run."""
    sums = facts.of_region(run, region)
    return Shown(
        title=_("Putaran %(n)s, %(body)s") % {"n": run.number, "body": run.institution.short},
        address=reverse("register:run", args=[run.pk]),
        lines=(
            (_("Temuan yang menghalangi"), ribu(sums.blocking)),
            (_("Pasangan ganda belum dijawab"), ribu(sums.pairs_open)),
            (_("Pemilih"), ribu(sums.voters)),
            (_("Pemilih tanpa TPS"), ribu(sums.unplaced)),
            (_("TPS"), ribu(sums.stations)),
        ),
    )
