"""Contradictions as the page shows them: two values, the gap, the effect, who answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, measures, words, written
from serentak.desk.figures.models import Contradiction, Figure
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.templatetags.desk import pair, said
from serentak.engine import figures as engine
from serentak.engine.regions import NATION, Level


class Ground(IntEnum):
    """What two values that disagree rest on, the firmest first."""

    SOURCED = 0
    ESTIMATE = 1
    MEMORY = 2


_GROUNDS = {one.name.lower(): one for one in Ground}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two values."""

    label: str
    value: str
    source: str
    dated: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """Two values that cannot both be right; left is the one in use."""

    title: str
    region: Region
    left: Side
    right: Side
    gap: str
    used: bool  # False: none is in use, the two only stand beside each other
    why: str  # why the left one is in use, or what explains the two
    effect: str
    answers: str
    answers_url: str
    days: int | None
    open: bool
    computed: bool  # found by the rules, not on record
    memory: bool
    url: str  # the figure's versions
    ground: Ground

    @property
    def weight(self) -> tuple[Ground, bool, bool, str, int]:
        """Where it stands in a list: sourced first, then what is counted with, then our own regions."""
        code = self.region.code
        return self.ground, not self.used, code == NATION, code, -(self.days or 0)


def recorded(
    rows: Iterable[Contradiction], in_use: Mapping[facts.Pair, engine.Chain], *, day: date
) -> list[Versus]:
    """Disagreements on record; an unanswered one says which value the figures go by."""
    found = []
    for row in rows:
        one = next((in_use[two] for two in written.pairs(row) if two in in_use), None)
        found.append(_recorded(row, one or _same_unit(row, in_use), day))
    return found


def _same_unit(
    row: Contradiction, in_use: Mapping[facts.Pair, engine.Chain]
) -> engine.Chain | None:
    """The chain whose current value is the left one, when only that value is a figure."""
    for value in written.values(row.a_value):
        one = in_use.get((row.region_id, frozenset({value})))
        if one and one.current and measures.unit(one.current.unit) == measures.unit(row.unit):
            return one
    return None


def _recorded(row: Contradiction, one: engine.Chain | None, day: date) -> Versus:
    since = facts.opened(row)
    current = one.current if one else None
    used = current is not None and current.value in written.values(row.a_value)
    answers = row.answers
    return Versus(
        title=said(row, "title"),
        region=row.region,
        left=_written(row, "a", row.a_on),
        right=_written(row, "b", row.b_on),
        gap=written.gap(row.a_value, row.b_value, row.unit),
        used=used,
        why=said(row, "resolution") or pair(one.because if one and used else engine.NOTHING),
        effect=said(row, "effect"),
        answers=answers.short if answers else "",
        answers_url=_address(answers),
        days=(day - since).days if since else None,
        open=not row.resolution,
        computed=False,
        memory=row.confidence == "memory",
        url="",
        ground=_GROUNDS[row.confidence],
    )


def _written(row: Contradiction, side: str, on: str) -> Side:
    """One side as it was put on record."""
    return Side(
        label=said(row, f"{side}_label"),
        value=written.shown(said(row, f"{side}_value"), row.unit),
        source=said(row, f"{side}_source"),
        dated=words.dated(on),
    )


def _address(one: Institution | None) -> str:
    return reverse("obligations:institution", args=(one.region_id, one.kind)) if one else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the sentences about a clash rest on."""

    chains: Mapping[facts.Key, engine.Chain]
    bodies: Mapping[str, Institution]
    day: date


def computed(
    rows: Sequence[Figure],
    chains: Mapping[facts.Key, engine.Chain],
    *,
    day: date,
    known: set[facts.Pair],
) -> list[Versus]:
    """What the chains of versions show and nobody has put on record yet."""
    book = _Book(chains=chains, bodies=facts.bodies(rows), day=day)
    by_key = {row.key: row for row in rows}
    return [
        _computed(by_key[clash.used.key], by_key[clash.other.key], book)
        for measure, region in dict.fromkeys((row.measure, row.region_id) for row in rows)
        for clash in engine.clashes(chains[measure, region])
        if (region, frozenset({clash.used.value, clash.other.value})) not in known
    ]


def _computed(used: Figure, other: Figure, book: _Book) -> Versus:
    one = book.chains[used.measure, used.region_id]
    since = max((d for d in map(_known, (used, other)) if d is not None), default=None)
    answers = next((book.bodies[r.body] for r in (used, other) if r.body in book.bodies), None)
    return Versus(
        title=f"{measures.name(used.measure)} {used.region}",
        region=used.region,
        left=_side(used),
        right=_side(other),
        gap=words.amount(abs(other.value - used.value), used.unit),
        used=one.current is not None,
        why=pair(one.because),
        effect=" ".join(filter(None, (_size(used, other), _sums(used, other, book.chains)))),
        answers=answers.short if answers else used.body,
        answers_url=_address(answers),
        days=(book.day - since).days if since else None,
        open=True,
        computed=True,
        memory="memory" in (used.confidence, other.confidence),
        url=reverse("figures:measure", args=(used.measure, used.region_id)),
        ground=max(_GROUNDS[used.confidence], _GROUNDS[other.confidence]),
    )


def _size(used: Figure, other: Figure) -> str:
    """How wide the gap is beside the left value."""
    if not used.value:
        return ""
    share = number_format(abs(other.value - used.value) / used.value * 100, decimal_pos=2)
    return _("Selisihnya %(share)s persen dari yang kiri.") % {"share": share}


def _known(row: Figure) -> date | None:
    return facts.known_by(row.dated) or row.on


def _side(row: Figure) -> Side:
    return Side(
        label=row.stage or row.body,
        value=words.plain(row.value, row.unit),
        source=row.source,
        dated=words.dated(row.dated),
        body=row.body if row.stage else "",
    )


def _sums(used: Figure, other: Figure, chains: Mapping[facts.Key, engine.Chain]) -> str:
    """Which of the two the sum of the regencies agrees with, where it may say so."""
    if used.measure not in measures.ADDS or used.region.level != Level.PROVINCE:
        return ""
    parts = list(facts.parts_of(chains, used.measure))
    if not parts or any(part.standing is engine.Standing.ESTIMATE for part in parts):
        return ""
    total = sum(part.value for part in parts)
    said = {"n": len(parts), "total": words.plain(total, used.unit)}
    if total == used.value:
        return _("Jumlah %(n)s daerah, %(total)s, sama dengan yang kiri.") % said
    if total == other.value:
        return _("Jumlah %(n)s daerah, %(total)s, sama dengan yang kanan.") % said
    return _("Jumlah %(n)s daerah, %(total)s, tidak sama dengan keduanya.") % said


def finding(unanswered: int, unproven: int) -> str:
    """Both counts in one sentence."""
    disagree = ngettext(
        "%(n)s angka berselisih belum dijawab", "%(n)s angka berselisih belum dijawab", unanswered
    )
    claims = ngettext("%(n)s pernyataan tanpa bukti", "%(n)s pernyataan tanpa bukti", unproven)
    return f"{disagree % {'n': unanswered}}, {claims % {'n': unproven}}"


def scope(disagree: Sequence[Versus]) -> str:
    """What the count of disagreements takes in: all elections, on record and found by the rules."""
    found = sum(one.computed for one in disagree)
    return _(
        "Dihitung di sini: yang dicatat dari semua pemilihan (%(known)s) dan yang ditemukan aturan pada"
        " angka pemilihan ini (%(found)s). Versi yang bertentangan per angka ada di"
    ) % {"known": len(disagree) - found, "found": found}
