"""Contradictions as the page shows them: two values, the gap, the effect, who answers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.figures import facts, measures, words
from serentak.desk.figures.models import Contradiction, Figure
from serentak.desk.places.models import Institution, Region
from serentak.desk.shared.templatetags.desk import pair
from serentak.engine import figures as engine

Pair = tuple[str, frozenset[int]]  # region, the two values

_DIGITS = re.compile(r"\d+")
_WHOLE = re.compile(r"(Rp\s?)?(\d{1,3}([.,]\d{3})*|\d+)")


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
    source: str = ""


def recorded(rows: Iterable[Contradiction], *, day: date) -> list[Versus]:
    """Disagreements on record."""
    return [_recorded(row, day) for row in rows]


def _recorded(row: Contradiction, day: date) -> Versus:
    since = facts.opened(row)
    answers = row.answers
    return Versus(
        title=row.title,
        region=row.region,
        left=Side(
            label=row.a_label,
            value=_value(row.a_value, row.unit),
            source=row.a_source,
            dated=words.dated(row.a_on),
        ),
        right=Side(
            label=row.b_label,
            value=_value(row.b_value, row.unit),
            source=row.b_source,
            dated=words.dated(row.b_on),
        ),
        gap=_gap(row),
        used=True,
        why=row.resolution,
        effect=row.effect,
        answers=answers.short if answers else "",
        answers_url=_address(answers),
        days=(day - since).days if since else None,
        open=not row.resolution,
        computed=False,
        memory=row.confidence == "memory",
        url="",
        source=row.source,
    )


def _address(one: Institution | None) -> str:
    return reverse("obligations:institution", args=(one.region_id, one.kind)) if one else ""


def number(text: str) -> int | None:
    """A whole number as written in a source, 1.876.792 or 1876792; None for anything else."""
    stripped = text.strip()
    if not _WHOLE.fullmatch(stripped):
        return None
    return int("".join(_DIGITS.findall(stripped)))


def _value(text: str, unit: str) -> str:
    found = number(text)
    return text if found is None else words.plain(found, unit)


def _gap(row: Contradiction) -> str:
    left, right = number(row.a_value), number(row.b_value)
    if left is None or right is None:
        return _("berbeda isi")
    return words.amount(abs(right - left), row.unit)


def computed(
    rows: Sequence[Figure], chains: Mapping[facts.Key, engine.Chain], *, day: date, known: set[Pair]
) -> list[Versus]:
    """What the chains of versions show and nobody has put on record yet."""
    by_key = {row.key: row for row in rows}
    bodies = facts.bodies(rows)
    found = []
    for measure, region in dict.fromkeys((row.measure, row.region_id) for row in rows):
        one = chains[measure, region]
        for clash in engine.clashes(one):
            if (region, frozenset({clash.used.value, clash.other.value})) not in known:
                used, other = by_key[clash.used.key], by_key[clash.other.key]
                sums = _sums(measure, used, clash, chains)
                made = _computed(one, used, other, sums, day)
                found.append(replace(made, **_answering(used, other, bodies)))
    return found


def on_record(rows: Iterable[Contradiction]) -> set[Pair]:
    """The pairs already on record."""
    found = set()
    for row in rows:
        left, right = number(row.a_value), number(row.b_value)
        if left is not None and right is not None:
            found.add((row.region_id, frozenset({left, right})))
    return found


def _computed(one: engine.Chain, used: Figure, other: Figure, sums: str, day: date) -> Versus:
    since = max((d for d in map(_known, (used, other)) if d is not None), default=None)
    share = abs(other.value - used.value) / used.value * 100 if used.value else 0
    size = _("%(share)s persen dari angka yang dipakai.") % {
        "share": number_format(share, decimal_pos=2)
    }
    return Versus(
        title=f"{measures.name(used.measure)} {used.region}",
        region=used.region,
        left=_side(used),
        right=_side(other),
        gap=words.amount(abs(other.value - used.value), used.unit),
        used=one.current is not None,
        why=pair(one.because),
        effect=f"{size} {sums}".strip(),
        answers="",
        answers_url="",
        days=(day - since).days if since else None,
        open=True,
        computed=True,
        memory="memory" in (used.confidence, other.confidence),
        url=reverse("figures:measure", args=(used.measure, used.region_id)),
    )


def _answering(used: Figure, other: Figure, bodies: Mapping[str, Institution]) -> dict[str, str]:
    """The body behind the figure in use, else behind the other; the press answers to nobody here."""
    known = [bodies[row.body] for row in (used, other) if row.body in bodies]
    if known:
        return {"answers": known[0].short, "answers_url": _address(known[0])}
    return {"answers": used.body}


def _known(row: Figure) -> date | None:
    return facts.known_by(row.dated) or row.on


def _side(row: Figure) -> Side:
    return Side(
        label=row.stage or measures.name(row.measure),
        value=words.plain(row.value, row.unit),
        source=row.source,
        dated=words.dated(row.dated),
        body=row.body,
    )


def _sums(
    measure: str, used: Figure, clash: engine.Clash, chains: Mapping[facts.Key, engine.Chain]
) -> str:
    """Which of the two the sum of the regencies agrees with, where it may say so."""
    if measure not in measures.ADDS or "." in used.region_id:
        return ""
    parts = list(facts.parts_of(chains, measure))
    if not parts or any(part.standing is engine.Standing.ESTIMATE for part in parts):
        return ""
    total = sum(part.value for part in parts)
    said = {"n": len(parts), "total": words.plain(total, used.unit)}
    if total == clash.used.value:
        return _("Jumlah %(n)s daerah, %(total)s, sama dengan yang kiri.") % said
    if total == clash.other.value:
        return _("Jumlah %(n)s daerah, %(total)s, sama dengan yang kanan.") % said
    return _("Jumlah %(n)s daerah, %(total)s, tidak sama dengan keduanya.") % said


def finding(disagree: int, unproven: int) -> str:
    """Both counts in one sentence."""
    first = ngettext("%(n)s angka berselisih", "%(n)s angka berselisih", disagree) % {"n": disagree}
    second = ngettext("%(n)s pernyataan tanpa bukti", "%(n)s pernyataan tanpa bukti", unproven) % {
        "n": unproven
    }
    return f"{first}, {second}"
