"""Engine values as plain rows: what the terminal prints and JSON carries."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Any

from serentak.cli import words
from serentak.engine.days import DayOff
from serentak.engine.errors import LawGap
from serentak.engine.law.deadline import Derivation, Outcome
from serentak.engine.law.model import Law, Stage, hint
from serentak.engine.obligations import Obligation


def counted(found: Derivation) -> dict[str, Any]:
    """A count: first and last day, each counted and skipped day, rival readings."""
    return {
        "from": _iso(found.anchor),
        "first_day": found.tally.first_day.isoformat(),
        "due": found.due.isoformat(),
        "last_day": found.last_day.isoformat(),
        "closes": found.closes,
        "zone": str(found.zone),
        "limit": found.term.limit,
        "unit": str(found.term.unit),
        "direction": str(found.term.direction),
        "counted": [day.isoformat() for day in found.tally.counted],
        "skipped": [{"date": s.on.isoformat(), "reason": s.reason} for s in found.skipped],
        "readings": [_reading(outcome) for outcome in found.readings],
        "provisional": list(found.provisional),
    }


def derived(found: Derivation) -> dict[str, Any]:
    """A rule's deadline: the count with its rule, article and standing."""
    basis = found.basis
    return {
        "id": found.rule_id,
        "title": found.title,
        "article": basis.cite,
        **counted(found),
        "confidence": str(basis.confidence),
        "open_question": basis.open_question,
        "since": basis.since.isoformat(),
        "checked": basis.checked.isoformat(),
    }


def _reading(outcome: Outcome) -> dict[str, Any]:
    return {
        "label": outcome.label,
        "due": outcome.due.isoformat(),
        "last_day": outcome.last_day.isoformat(),
        "first_day": outcome.tally.first_day.isoformat(),
        "from": _iso(outcome.anchor),
        "limit": outcome.term.limit,
        "unit": str(outcome.term.unit),
        "article": outcome.cite,
        "confidence": str(outcome.confidence) if outcome.cite else "",
        "holder": outcome.holder,
        "role": outcome.role,
        "in_use": outcome.in_use,
    }


def _iso(when: date | datetime) -> str:
    return when.isoformat()


def lines(found: Derivation) -> list[tuple[str, str]]:
    """The derivation as label and text, one line each."""
    table = [("Aturan", f"{found.rule_id}: {found.title}")] if found.rule_id else []
    if found.basis.cite:
        table.append(
            ("Pasal", f"{found.basis.cite} ({words.word('confidence', found.basis.confidence)})")
        )
    table += [
        ("Jangkar", _iso(found.anchor)),
        ("Hari ke-1", found.tally.first_day.isoformat()),
        ("Batas", f"{found.last_day.isoformat()} pukul {_closing(found)} {found.zone}"),
        ("Dihitung", " ".join(day.isoformat() for day in found.tally.counted)),
    ]
    if found.skipped:
        skipped = "; ".join(f"{s.on.isoformat()} {s.reason}" for s in found.skipped)
        table.append(("Dilewati", skipped))
    table += [(_role(outcome), _rival(outcome)) for outcome in found.readings]
    if found.basis.open_question:
        table.append(("Terbuka", found.basis.open_question))
    if found.provisional:
        table.append(
            (
                "Sementara",
                f"Libur tahun {', '.join(found.provisional)} belum dipastikan keputusan bersama dalam data ini.",
            )
        )
    return table


def _closing(found: Derivation) -> str:
    return f"{found.due:%H:%M}" if found.closes == "minute" else found.closes


def _role(outcome: Outcome) -> str:
    if outcome.in_use:
        return "Dipakai"
    return {"safe": "Paling awal", "latest": "Paling akhir"}.get(outcome.role, "Bacaan lain")


def _rival(outcome: Outcome) -> str:
    sure = words.word("confidence", outcome.confidence)
    basis = f" · {outcome.cite} ({sure})" if outcome.cite else ""
    return f"{outcome.last_day.isoformat()} · {outcome.label}{basis}"


ESTIMATE = "estimate"
DUTY_COLUMNS = {
    "due_day": "Batas",
    "nature": "Sifat",
    "institution": "Lembaga",
    "duty": "Kewajiban",
    "article": "Pasal",
    "confidence": "Keyakinan",
    "note": "Catatan",
}


def duty(one: Obligation) -> dict[str, Any]:
    """A duty with its date and how sure it is."""
    template = one.template
    return {
        "id": template.id,
        "region": one.region,
        "level": str(template.level),
        "area": str(template.area),
        "institution": template.bearer,
        "duty": template.duty,
        "due": one.due.due.isoformat() if one.due else None,
        "due_day": one.due.last_day.isoformat() if one.due else None,
        "nature": nature(one),
        "per": str(template.per),
        "anchor": template.anchor,
        "anchor_date": _iso(one.anchor.when) if one.anchor.when else None,
        "article": template.basis.cite,
        "confidence": ESTIMATE if one.estimated else str(template.basis.confidence),
        "provisional": one.provisional,
        "note": _why(one),
        "open_question": template.basis.open_question,
        "readings": [_reading(outcome) for outcome in one.due.readings] if one.due else [],
    }


def nature(one: Obligation) -> str:
    """Who sets the date; a date carried over from the last cycle nobody has set yet."""
    return ESTIMATE if one.estimated else str(one.template.nature)


def _why(one: Obligation) -> str:
    if one.due is None or one.anchor.provisional:
        return one.anchor.why
    if one.due.provisional:
        return f"Sementara: libur {', '.join(one.due.provisional)} belum ditetapkan."
    return ""


Event = tuple[str, date | datetime, date | None, str, str]


def duty_events(law: Law, found: Iterable[Obligation]) -> list[Event]:
    """Dated duties as calendar events."""
    return [
        (
            f"{one.election_id}.{one.template.id}.{one.region}",
            one.due.last_day,
            None,
            f"{one.template.duty} ({body(law, one.template.bearer)})",
            f"{one.template.basis.cite}. {words.word('nature', nature(one))}. {_why(one)}".strip(),
        )
        for one in found
        if one.due
    ]


STAGE_COLUMNS = {
    "start": "Mulai",
    "end": "Selesai",
    "title": "Tahapan",
    "group": "Kelompok",
    "article": "Dasar",
    "confidence": "Keyakinan",
    "note": "Catatan",
}


def stage(one: Stage, *, provisional: bool) -> dict[str, Any]:
    """A stage with its window."""
    return {
        "id": one.id,
        "title": one.title,
        "group": one.group,
        "parent": one.parent,
        "start": one.start.isoformat() if one.start else None,
        "end": one.end.isoformat() if one.end else None,
        "article": one.basis.cite,
        "confidence": ESTIMATE if provisional else str(one.basis.confidence),
        "provisional": provisional,
        "note": "Perkiraan; peraturan belum ada." if provisional else one.note,
    }


def stage_events(election: str, stages: Iterable[Stage]) -> list[Event]:
    """Stages as calendar events."""
    return [
        (f"{election}.{one.id}", start, one.end, one.title, one.basis.cite)
        for one in stages
        if (start := one.start or one.end) is not None
    ]


DAY_COLUMNS = {
    "date": "Tanggal",
    "weekday": "Hari",
    "name": "Nama",
    "kind": "Jenis",
    "provisional": "Sementara",
    "article": "Dasar",
}
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_KINDS = {"public": "libur nasional", "joint": "cuti bersama"}


def day_off(off: DayOff, law: Law) -> dict[str, Any]:
    """A day off with the decree it rests on."""
    decree = next((d for d in law.decrees if d.year == off.on.year), None)
    return {
        "date": off.on.isoformat(),
        "weekday": _WEEKDAYS[off.on.weekday()],
        "name": off.name,
        "name_en": off.name_en,
        "kind": _KINDS[off.kind],
        "provisional": law.calendar.provisional(off.on),
        "article": off.cite or (decree.basis.cite if decree else "belum ada keputusan bersama"),
        "confidence": str(decree.basis.confidence) if decree else "memory",
    }


def day_events(days: Iterable[DayOff]) -> list[Event]:
    """Days off as calendar events."""
    return [(f"libur.{d.on.isoformat()}", d.on, None, d.name, _KINDS[d.kind]) for d in days]


def totals(law: Law) -> dict[str, Any]:
    """How much the law book holds."""
    return {
        "instruments": len(law.instruments),
        "rules": len(law.rules),
        "elections": len(law.elections),
        "stages": sum(len(e.stages) for e in law.elections.values()),
        "obligations": len(law.templates),
        "decrees": len(law.decrees),
        "slips": 0,
    }


def entry(law: Law, wanted: str) -> dict[str, Any]:
    """Whatever carries an id, or the row number of a rule, as plain values. Raises LawGap."""
    wanted = _by_row(law, wanted)
    shelves: tuple[Mapping[str, Any], ...] = (
        law.rules,
        law.templates,
        law.instruments,
        law.elections,
        law.bodies,
        law.kinds,
    )
    for shelf in shelves:
        if wanted in shelf:
            flat = asdict(shelf[wanted]) if is_dataclass(shelf[wanted]) else {}
            return {**flat, **flat.pop("basis", {})}
    known = [name for shelf in shelves for name in shelf]
    raise LawGap(f"'{wanted}' tidak ada dalam data hukum.{hint(wanted, known)}")


def _by_row(law: Law, wanted: str) -> str:
    """The id of the rule with that row number; anything else as it is. Raises LawGap."""
    found = [one.id for one in law.rules.values() if wanted.upper() in one.row.split(", ")]
    if len(found) > 1:
        raise LawGap(f"Baris {wanted.upper()} dipakai beberapa aturan. Pilih: {', '.join(found)}.")
    return found[0] if found else wanted


def worded(law: Law, answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """An entry as label and text; what its basis holds already stands beside it."""
    named = {key: body(law, answer[key]) for key in _BODIES if answer.get(key)}
    kept = {key: value for key, value in answer.items() if key != "basis" and _said(value)}
    return [(words.label(key), _plain(key, value)) for key, value in (kept | named).items()]


_BODIES = ("actor", "body", "bearer", "verifies")


def body(law: Law, code: str) -> str:
    """A body or kind of institution by its name; who is neither keeps the code."""
    shelves: tuple[Mapping[str, Any], ...] = (law.kinds, law.bodies)
    return next((str(shelf[code].title) for shelf in shelves if code in shelf), code)


def _said(value: object) -> bool:
    return value not in ("", None, (), [], {})


def _plain(key: str, value: object) -> str:
    """A nested value in one line."""
    if isinstance(value, Mapping):
        inside = ((k, v) for k, v in value.items() if _said(v))
        return ", ".join(f"{words.label(k).lower()}: {_plain(k, v)}" for k, v in inside)
    if isinstance(value, list | tuple):
        return " | ".join(_plain(key, item) for item in value)
    return words.word(key, value)
