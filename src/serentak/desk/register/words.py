"""Steps, findings, pairs and verdicts in words; what a newer engine adds shows its own name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from serentak.desk.law.facts import law
from serentak.desk.register.reviews import Verdict
from serentak.desk.shared.templatetags.desk import said
from serentak.engine.law.model import Bar, Check

STEPS: Mapping[str, Promise] = {
    "intake": _("Terima dan baca berkas"),
    "checks": _("Periksa aturan"),
    "match": _("Cari pasangan ganda"),
    "voters": _("Tetapkan pemilih"),
    "stations": _("Rencanakan TPS"),
}
LAST_STEP = "record"  # the desk's own, after the engine's
BLOCKING, NOTE = "error", "note"
SEVERITIES: Mapping[str, Promise] = {
    BLOCKING: _("menghalangi penetapan"),
    "warning": _("perlu dilihat"),
    NOTE: _("untuk diketahui"),
}
SAME_NIK = "same-nik"
KINDS: Mapping[str, Promise] = {
    SAME_NIK: _("NIK sama, orangnya tampak berbeda"),
    "same-person": _("Orangnya tampak sama"),
}
MODES: Mapping[str, Promise] = {
    "neighbourhoods": _("RT utuh didahulukan"),
    "compact": _("jarak didahulukan"),
    "keep": _("TPS yang ada dipertahankan"),
}
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.SAME: _("Orang yang sama"),
    Verdict.DIFFERENT: _("Orang berbeda"),
    Verdict.UNSURE: _("Belum pasti, tanya desa"),
    Verdict.WITHDRAWN: _("Jawaban ditarik"),
}


def named(names: Mapping[str, Promise], code: str) -> str:
    """A code in the page's language; one that has no words yet as it is."""
    return str(names[code]) if code in names else code.replace("-", " ").replace("_", " ")


def check(rule: str) -> str:
    """A check by its title in the law data; one that it does not hold as it is."""
    return _titled(law().checks, rule)


def bar(rule: str) -> str:
    """What keeps somebody from voting, by its title in the law data."""
    return _titled(law().bars, rule)


def _titled(shelf: Mapping[str, Check | Bar], code: str) -> str:
    entry = shelf.get(code)
    return said(entry, "title") if entry else named({}, code)


def cite(rule: str, kind: str) -> str:
    """The article behind a check, if it has one; of what bars somebody, the one of that election."""
    barred = law().bars.get(rule)
    if barred and kind in barred.articles:
        return barred.articles[kind].cite
    entry = law().checks.get(rule)
    return entry.basis.cite if entry else ""


def likelihood(kind: str, probability: float) -> str:
    """How sure the matcher is of what it says of a pair, in words."""
    two = kind == SAME_NIK
    known = (
        (0.95, _("hampir pasti dua orang") if two else _("hampir pasti orang yang sama")),
        (0.8, _("mungkin sekali dua orang") if two else _("mungkin sekali orang yang sama")),
        (0.5, _("mungkin dua orang") if two else _("mungkin orang yang sama")),
    )
    return str(next((words for least, words in known if probability >= least), _OPEN))


_OPEN = _("belum dapat ditimbang")
