"""Claims without proof, and evidence whose dates do not fit, as the page shows them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from serentak.desk.figures import facts, proofs, words
from serentak.desk.figures.models import Claim
from serentak.desk.law.facts import law
from serentak.desk.obligations.models import Evidence, Obligation
from serentak.desk.obligations.words import told
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.templatetags.desk import said
from serentak.engine import figures as engine
from serentak.engine.law.model import Nature, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """Something said, by whom, and the proof that would settle it."""

    text: str
    region: Region
    institution: Institution | None
    duty: str  # address of the duty, when there is one
    expects: str
    source: str
    said: str  # since when, in words
    precise: bool
    days: int | None
    bare: bool  # reported to the desk by a date or a number alone
    confidence: str
    note: str = ""


def lines(election: str, *, at: datetime) -> list[Unproven]:
    """Claims and bare reports, the longest open first."""
    day = timezone.localtime(at).date()
    claims = proofs.claims(election, at=at)
    duties = proofs.duties(claims)
    found = [
        *(_claim(row, duties, day) for row in claims),
        *(_bare(duty, report, day) for duty, report in proofs.bare(election, at=at)),
    ]
    return sorted(found, key=lambda one: (one.days is None, -(one.days or 0), one.region.code))


def _claim(row: Claim, duties: dict[str, int], day: date) -> Unproven:
    since = facts.known_by(row.dated)
    keys = [key for key in sorted(proofs.duty_keys(row)) if key in duties]
    return Unproven(
        text=said(row, "text"),
        region=row.region,
        institution=row.institution,
        duty=reverse("obligations:detail", args=(duties[keys[0]],)) if keys else "",
        expects=_expects(row),
        source=row.source,
        said=words.dated(row.dated),
        precise=row.precise,
        days=(day - since).days if since else None,
        bare=False,
        confidence=row.confidence,
        note=row.note,
    )


def _expects(row: Claim) -> str:
    """The proof as the law data words it now, else as it was when the claim was entered."""
    known = [law().templates[name] for name in row.templates if name in law().templates]
    proofs = dict.fromkeys(said(template, "proof") for template in known)
    return "; ".join(proof for proof in proofs if proof) or row.expects


def _bare(duty: Obligation, report: Evidence, day: date) -> Unproven:
    template = _template(duty)
    reported = timezone.localtime(report.reported_at).date()
    return Unproven(
        text=told(report, "title"),
        region=duty.region,
        institution=duty.institution,
        duty=reverse("obligations:detail", args=(duty.pk,)),
        expects=said(template, "proof") if template else "",
        source=_("laporan %(report)s, tanpa dokumen") % {"report": report},
        said=words.dated(reported.isoformat()),
        precise=True,
        days=(day - reported).days,
        bare=True,
        confidence=report.confidence,
        note=report.note,
    )


def _template(duty: Obligation) -> Template | None:
    return law().templates.get(duty.template)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A misfit with its duty in words and the two days that do not fit."""

    kind: str
    said: str
    duty: Obligation
    title: str
    evidence: Evidence
    against: date | None  # the due day, the event it follows, or the day it was reported
    against_label: str
    target: bool
    days: int


def misfit_lines(found: Sequence[proofs.Misfit]) -> list[Line]:
    """The rows of one page."""
    return [_line(one) for one in found]


def _line(one: proofs.Misfit) -> Line:
    template = _template(one.obligation)
    slip = one.finding.slip
    reported = timezone.localtime(one.evidence.reported_at).date()
    target = one.obligation.nature == Nature.TARGET
    labels = {
        engine.Slip.LATE: (_("sasaran") if target else _("tenggat"), one.obligation.due_day),
        engine.Slip.BEFORE: (_("kejadian"), one.follows),
        engine.Slip.AHEAD: (_("dilaporkan"), reported),
    }
    label, against = labels[slip]
    return Line(
        kind=str(words.SLIPS[slip]),
        said=said(one.finding, "said"),
        duty=one.obligation,
        title=said(template, "duty") if template else one.obligation.template,
        evidence=one.evidence,
        against=against,
        against_label=label,
        target=target,
        days=one.finding.days,
    )


def counts(found: Sequence[proofs.Misfit]) -> list[tuple[str, str, int]]:
    """How many of each kind, for the filter."""
    number = Counter(one.finding.slip for one in found)
    kinds = [(str(slip), str(name), number[slip]) for slip, name in words.SLIPS.items()]
    return [("", _("semua"), len(found)), *kinds]
