"""Counts, kinds and bodies in words, in the page's language."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from serentak.desk.law.facts import law
from serentak.engine.days import Direction, OffKind, Term, Unit, Zone
from serentak.engine.law.basis import Confidence
from serentak.engine.law.model import FirstDay, Nature, Per, RuleValue

INSTRUMENT_KINDS = {
    "act": gettext_lazy("Undang-undang"),
    "perppu": gettext_lazy("Peraturan pemerintah pengganti undang-undang"),
    "government-regulation": gettext_lazy("Peraturan pemerintah"),
    "presidential-decree": gettext_lazy("Keputusan presiden"),
    "ministerial-regulation": gettext_lazy("Peraturan menteri"),
    "joint-regulation": gettext_lazy("Peraturan bersama"),
    "kpu-regulation": gettext_lazy("Peraturan KPU"),
    "bawaslu-regulation": gettext_lazy("Peraturan Bawaslu"),
    "mk-regulation": gettext_lazy("Peraturan Mahkamah Konstitusi"),
    "ma-regulation": gettext_lazy("Peraturan Mahkamah Agung"),
    "court-decision": gettext_lazy("Putusan pengadilan"),
    "kpu-decision": gettext_lazy("Keputusan KPU"),
    "joint-decree": gettext_lazy("Keputusan bersama"),
    "decree": gettext_lazy("Keputusan"),
    "circular": gettext_lazy("Surat edaran"),
    "letter": gettext_lazy("Surat"),
}
ELECTION_KINDS = {
    "pilkada": gettext_lazy("Pilkada"),
    "pemilu": gettext_lazy("Pemilu"),
    "both": gettext_lazy("Pemilu dan Pilkada"),
}
OPENS = {
    Per.CASE: gettext_lazy("terbuka per perkara"),
    Per.RECURRING: gettext_lazy("berulang"),
}
NATURES = {
    Nature.LAW: gettext_lazy("tanggal dari hukum"),
    Nature.PUBLISHED: gettext_lazy("tanggal dari jadwal terbit"),
    Nature.TARGET: gettext_lazy("sasaran, bukan batas hukum"),
}
AREAS = {
    "regulation": gettext_lazy("Regulasi"),
    "budget": gettext_lazy("Anggaran"),
    "personnel": gettext_lazy("Personel"),
    "population": gettext_lazy("Data penduduk"),
    "security": gettext_lazy("Keamanan"),
    "disputes": gettext_lazy("Sengketa"),
    "support": gettext_lazy("Dukungan lain"),
}
OFF_KINDS = {
    OffKind.WEEKEND: gettext_lazy("akhir pekan"),
    OffKind.PUBLIC: gettext_lazy("libur nasional"),
    OffKind.JOINT: gettext_lazy("cuti bersama"),
}
FIRST_DAYS = {
    FirstDay.COUNTED: gettext_lazy("Hari pemicu dihitung hari ke-1."),
    FirstDay.NOT_COUNTED: gettext_lazy("Hari ke-1 adalah hari sesudah pemicu."),
    FirstDay.DISPUTED: gettext_lazy(
        "Diperdebatkan apakah hari pemicu dihitung hari ke-1; yang lebih awal dipakai."
    ),
}
CONFIDENCES = {
    Confidence.SOURCED: gettext_lazy("bersumber"),
    Confidence.MEMORY: gettext_lazy("ingatan"),
}
STAGE_GROUPS = {
    "organiser": gettext_lazy("Penyelenggaraan"),
    "support": gettext_lazy("Dukungan pemerintah"),
    "court": gettext_lazy("Mahkamah dan sesudahnya"),
}
STAGE_STATES = {
    "past": gettext_lazy("selesai"),
    "now": gettext_lazy("berjalan"),
    "next": gettext_lazy("akan datang"),
    "begun": gettext_lazy("sudah mulai, akhirnya belum diketahui"),
    "unknown": gettext_lazy("belum bertanggal"),
}
_ACTORS = {
    "pair": gettext_lazy("Pasangan calon"),
    "party": gettext_lazy("Pihak berperkara"),
    "parties": gettext_lazy("Para pihak"),
    "participant": gettext_lazy("Peserta"),
    "reporter": gettext_lazy("Pelapor"),
    "candidate": gettext_lazy("Calon"),
    "plaintiff": gettext_lazy("Penggugat"),
    "related-party": gettext_lazy("Pihak terkait"),
    "third-party": gettext_lazy("Pihak ketiga"),
    "treasury": gettext_lazy("Kas daerah"),
}
_ANCHORS = {
    "voting-day": gettext_lazy("hari pemungutan suara"),
    "national-result": gettext_lazy("penetapan hasil nasional"),
    "result-fixed": gettext_lazy("penetapan hasil"),
    "hearing": gettext_lazy("hari sidang"),
    "pair-determination": gettext_lazy("penetapan pasangan calon"),
}


def length(limit: int, unit: Unit) -> str:
    """A number of days, hours or months."""
    values = {"n": limit}
    if unit is Unit.WORKING:
        return ngettext("%(n)s hari kerja", "%(n)s hari kerja", limit) % values
    if unit is Unit.HOURS:
        return ngettext("%(n)s jam", "%(n)s jam", limit) % values
    if unit is Unit.MONTHS:
        return ngettext("%(n)s bulan", "%(n)s bulan", limit) % values
    return ngettext("%(n)s hari kalender", "%(n)s hari kalender", limit) % values


def unit(counted: Unit) -> str:
    """What is counted, without a number."""
    known = {
        Unit.WORKING: _("hari kerja"),
        Unit.CALENDAR: _("hari kalender"),
        Unit.HOURS: _("jam"),
        Unit.MONTHS: _("bulan"),
    }
    return known[counted]


def limit(value: RuleValue) -> str:
    """The length of a rule as a list shows it."""
    if value.limit is None:
        return _("menurut putusan")
    before = value.direction is Direction.BEFORE
    if value.limit == 0:
        return (
            _("sampai %(day)s") % {"day": anchor(value.anchor)} if value.anchor else _("seketika")
        )
    if before:
        said = {"length": length(value.limit, value.unit), "day": anchor(value.anchor)}
        return _("%(length)s sebelum %(day)s") % said
    return length(value.limit, value.unit)


def anchor(name: str) -> str:
    """A named day inside a sentence."""
    return str(_ANCHORS.get(name, name.replace("-", " ")))


def term(counted: Term) -> str:
    """A length with its first day, for a reading."""
    said = length(counted.limit, counted.unit)
    if counted.unit is Unit.HOURS or counted.limit == 0:
        return said
    first = _("hari pemicu dihitung") if counted.first_day_counted else _("mulai hari sesudahnya")
    return f"{said}, {first}"


def manner(counted: Term) -> str:
    """How the days of a count run."""
    if counted.unit is Unit.HOURS:
        return _("Jam berjalan terus sampai menitnya, juga pada akhir pekan dan hari libur.")
    if counted.unit is Unit.MONTHS:
        return _("Tanggal yang sama pada bulan yang dituju.")
    if counted.limit == 0:
        return _("Tanpa jarak: hari itu juga.")
    days = (
        _("Senin sampai Jumat, tanpa libur nasional dan cuti bersama.")
        if counted.unit is Unit.WORKING
        else _("Setiap hari dihitung, juga akhir pekan dan hari libur.")
    )
    back = counted.direction is Direction.BEFORE
    way = _("Dihitung mundur.") if back else ""
    key = FirstDay.COUNTED if counted.first_day_counted else FirstDay.NOT_COUNTED
    first = _first_back(key) if back else str(FIRST_DAYS[key])
    return " ".join(part for part in (days, way, first) if part)


def first_day(value: RuleValue) -> str:
    """Where a rule's count begins."""
    back = value.direction is Direction.BEFORE
    return _first_back(value.first_day) if back else str(FIRST_DAYS[value.first_day])


def _first_back(key: FirstDay) -> str:
    if key is FirstDay.NOT_COUNTED:
        return _("Hari ke-1 adalah hari sebelum pemicu.")
    return str(FIRST_DAYS[key])


def actor(name: str) -> str:
    """Who must act: a kind of institution, a receiving body, or a party."""
    if name in _ACTORS:
        return str(_ACTORS[name])
    kind = law().kinds.get(name)
    if kind:
        return kind.short
    found = law().bodies.get(name)
    return said(found, "title") if found else name


def body(name: str) -> str:
    """The body that receives."""
    found = law().bodies.get(name)
    return said(found, "title") if found else name


def said(thing: object, field: str) -> str:
    """A two-language field in the page's language."""
    if translation.get_language() == "en":
        english = getattr(thing, f"{field}_en", "")
        if english:
            return str(english)
    return str(getattr(thing, field))


def hour(closes: str) -> str:
    """A closing hour as the page writes it: 16.00."""
    return _("pada menitnya") if closes == "minute" else closes.replace(":", ".")


def trigger_day(first_day: str) -> str:
    """Whether a body counts the trigger day, in two words."""
    known = {
        FirstDay.COUNTED: _("dihitung"),
        FirstDay.NOT_COUNTED: _("tidak dihitung"),
        FirstDay.DISPUTED: _("diperdebatkan"),
    }
    return known.get(FirstDay(first_day), first_day)


def utc(moment: datetime) -> str:
    """The distance of a moment's zone to UTC, e.g. UTC+8."""
    away = moment.utcoffset()
    return f"UTC+{int(away.total_seconds() // 3600)}" if away is not None else ""


def zone(value: Zone | None) -> str:
    """The zone a rule runs in."""
    return str(value) if value else _("waktu setempat")
