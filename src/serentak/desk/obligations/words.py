"""States, areas and reasons in words, in the page's language."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from serentak.desk.law.facts import law
from serentak.desk.obligations.models import Decision, Evidence, Obligation, Verdict
from serentak.engine.law.model import Area, Nature, Template
from serentak.engine.readiness import State, Status, Why, days_late

AREA_NAMES = {
    Area.REGULATION: lazy("Regulasi"),
    Area.BUDGET: lazy("Anggaran"),
    Area.PERSONNEL: lazy("Personel"),
    Area.POPULATION: lazy("Data penduduk"),
    Area.SECURITY: lazy("Keamanan"),
    Area.DISPUTES: lazy("Sengketa"),
    Area.SUPPORT: lazy("Dukungan lain"),
}
AREA_SHORT = {
    Area.REGULATION: lazy("Reg"),
    Area.BUDGET: lazy("Ang"),
    Area.PERSONNEL: lazy("Per"),
    Area.POPULATION: lazy("Dat"),
    Area.SECURITY: lazy("Kea"),
    Area.DISPUTES: lazy("Sen"),
    Area.SUPPORT: lazy("Duk"),
}
LEVEL_NAMES = (
    lazy("belum jatuh tempo"),
    lazy("kritis"),
    lazy("tertinggal"),
    lazy("berjalan"),
    lazy("hampir siap"),
    lazy("siap"),
)
LEVEL_RANGES = ("–", "0–39", "40–59", "60–79", "80–99", "100")
STATE_NAMES = {
    State.LATE: lazy("lewat tenggat"),
    State.AT_RISK: lazy("berisiko"),
    State.UNKNOWN: lazy("tanggal belum diketahui"),
    State.DUE: lazy("sedang berjalan"),
    State.COMING: lazy("belum jatuh tempo"),
    State.STANDING: lazy("berulang"),
    State.MET: lazy("terpenuhi"),
    State.NOT_APPLICABLE: lazy("tidak berlaku"),
}
_ICONS = {
    State.LATE: "late",
    State.AT_RISK: "risk",
    State.UNKNOWN: "open",
    State.DUE: "wait",
    State.COMING: "open",
    State.STANDING: "open",
    State.MET: "done",
    State.NOT_APPLICABLE: "exempt",
}
_REASONS = {
    Why.ACCEPTED: lazy("bukti diterima"),
    Why.PARTIAL: lazy("baru sebagian terbukti"),
    Why.RETURNED: lazy("bukti dikembalikan, belum diperbaiki"),
    Why.WAITING: lazy("bukti menunggu pemeriksa"),
    Why.EXPIRED: lazy("bukti sudah kedaluwarsa"),
    Why.NOTHING: lazy("belum ada bukti"),
    Why.UNDATED: lazy("tanggalnya menunggu kejadian di daerah"),
    Why.TARGET: lazy("sasaran terlewat, belum ada bukti"),
    Why.EXEMPT: lazy("dinyatakan tidak berlaku"),
    Why.STANDING: lazy("iramanya belum bersumber, tidak ditagih per tanggal"),
    Why.UNASKED: lazy("tidak diminta"),
}


def icon(status: Status) -> str:
    """The shape of a state; a missed target and half a proof have their own."""
    if status.state is State.AT_RISK and status.must and status.item.nature is Nature.TARGET:
        return "missed"
    calm = status.state in (State.AT_RISK, State.DUE)
    return "partial" if calm and status.why is Why.PARTIAL else _ICONS[status.state]


def state(status: Status) -> str:
    """A state in words, with the same distinctions as its shape."""
    return str(_FINER.get(icon(status), STATE_NAMES[status.state]))


_FINER = {"missed": lazy("sasaran terlewat"), "partial": lazy("terbukti sebagian")}


def reason(why: str) -> str:
    """A duty's one reason."""
    return str(_REASONS[Why(why)])


def because(status: Status, duty: str, at: datetime) -> str:
    """Why a cell stands as it does: its worst duty in one sentence."""
    said = {"duty": duty, "why": reason(status.why)}
    due = status.item.due
    if status.state is State.LATE and due is not None:
        late = days_late(due, at)
        when = ngettext("%(n)s hari lewat tenggat", "%(n)s hari lewat tenggat", late) % {"n": late}
        return _("%(duty)s: %(when)s, %(why)s.") % {**said, "when": when}
    if status.state is State.MET:
        return _("Semua yang harus benar sekarang sudah terbukti.")
    if status.state is State.COMING:
        return _("Belum ada yang jatuh tempo; yang terdekat: %(duty)s.") % said
    return _("%(duty)s: %(why)s.") % said


CHANGE_NAMES = {
    "added": lazy("baru"),
    "moved": lazy("bergeser"),
    "changed": lazy("berubah isi"),
    "withdrawn": lazy("dicabut"),
    "restored": lazy("berlaku lagi"),
}
NATURE_NAMES = {
    Nature.LAW: lazy("ditetapkan hukum"),
    Nature.PUBLISHED: lazy("jadwal terbit"),
    Nature.TARGET: lazy("sasaran, bukan batas hukum"),
}
ESTIMATE = "estimate"
CONFIDENCE_NAMES = {
    "sourced": lazy("bersumber"),
    "memory": lazy("dari ingatan, perlu dicek"),
    ESTIMATE: lazy("perkiraan"),
    "simulated": lazy("simulasi"),
}


def estimated(row: Obligation) -> bool:
    """Whether its schedule is not published yet, only carried over from the last cycle."""
    return row.provisional and row.nature == Nature.PUBLISHED


def nature(row: Obligation) -> str:
    """Who sets the date."""
    return (
        _("perkiraan, jadwalnya belum terbit")
        if estimated(row)
        else str(NATURE_NAMES[Nature(row.nature)])
    )


def confidence(row: Obligation, template: Template) -> str:
    """How sure the date is."""
    return str(CONFIDENCE_NAMES[ESTIMATE if estimated(row) else str(template.basis.confidence)])


SIMULATED = "Simulasi: "  # how a simulated title opens, before the proof that the duty asks for


def simulated(proof: str) -> str:
    """The title of simulated evidence, as it is stored."""
    return f"{SIMULATED}{proof}"


def told(evidence: Evidence, field: str) -> str:
    """What an office wrote stays as written; what is simulated is said in the page's language."""
    text = str(getattr(evidence, field))
    if not evidence.simulated or get_language() != "en":
        return text
    proof = text.removeprefix(SIMULATED)
    if field != "title" or proof == text:
        return _(text) if text else ""
    return _("Simulasi: %(proof)s") % {"proof": _in_english(proof)}


def _in_english(proof: str) -> str:
    """A proof (or a duty without one) as the law data says it in English."""
    found = (
        english
        for one in law().templates.values()
        for text, english in ((one.proof, one.proof_en), (one.duty, one.duty_en))
        if text == proof
    )
    return next(found, proof)


def day(when: date) -> str:
    """A day in words: 17 November 2024."""
    return date_format(when, "j F Y")


def verdict(decision: Decision) -> str:
    """What a verifier decided."""
    return {
        Verdict.ACCEPTED: _("diterima %(day)s"),
        Verdict.PARTIAL: _("diterima sebagian, %(percent)s%%, %(day)s"),
        Verdict.RETURNED: _("dikembalikan %(day)s"),
    }[Verdict(decision.verdict)] % {
        "day": day(timezone.localtime(decision.decided_at).date()),
        "percent": decision.percent,
    }
