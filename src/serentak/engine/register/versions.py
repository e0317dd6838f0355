"""Two versions of a register: who was added, who was struck off, what was corrected, and where."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from unicodedata import category, normalize

import ibis
import ibis.expr.types as ir

from serentak.engine.errors import NotAllowed
from serentak.engine.law.model import Norm
from serentak.engine.register import reading
from serentak.engine.register.columns import Column
from serentak.engine.register.reading import Standing

# What makes a row another row; where somebody dwells on the map is measured anew all the time.
COMPARED = tuple(c for c in Column if c not in (Column.ID, Column.LAT, Column.LON))


class Key(StrEnum):
    """By what a row is known again in the next version."""

    ID = "id"
    NIK = "nik"


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


NEW, UNSTATED = "new", "unstated"


def compared(old: ir.Table, new: ir.Table, key: Key) -> ir.Table:
    """kind, reason, village of every difference; a corrected row stands once for each column.

    `before` is the village in which the row stood in the old version, if it did.
    `whole` is true on one of the lines of every row, so that rows can be counted too.
    """
    before, after = _keyed(old, key), _keyed(new, key)
    removed = before.anti_join(after, "key")
    added = after.anti_join(before, "key")
    prints = after.select("key", print_after=after.print)
    moved = before.inner_join(prints, "key")
    touched = moved.filter(moved.print != moved.print_after).select("key")
    return ibis.union(
        _told(added, Kind.ADDED, ibis.literal(NEW)),
        _told(removed, Kind.REMOVED, _why(removed)),
        _corrected(before.semi_join(touched, "key"), after.semi_join(touched, "key")),
    )


def _keyed(people: ir.Table, key: Key) -> ir.Table:
    """Rows with a key that no other row has, and a print of all that is compared.

    A missing NIK is nobody's: such a row is known by family card, name and birth date. Where a
    key stands more than once, its rows are numbered.
    """
    texts = [people[column].fill_null("").strip() for column in COMPARED]
    table = people.mutate(print=ibis.literal("\x1f").join(texts).hash(), named=_name(people, key))
    order = ibis.window(group_by=table.named, order_by=[table.print, table.id])
    nth = table.mutate(nth=ibis.row_number().over(order))
    return nth.mutate(key=nth.named + ":" + nth.nth.cast("string")).drop("named", "nth")


def _name(people: ir.Table, key: Key) -> ir.StringValue:
    if key is Key.ID:
        return people.id.cast("string")
    parts = [people[c].fill_null("").strip() for c in (Column.KK, Column.NAME, Column.BIRTH_DATE)]
    nik = people.nik.strip()
    sound = reading.sixteen(nik, nik.try_cast("int64")).notnull()
    return ibis.ifelse(sound, nik, ibis.literal("|").join(parts))


def _told(rows: ir.Table, kind: Kind, reason: ir.StringValue) -> ir.Table:
    return rows.select(
        village=place(rows.village),
        before=place(rows.village),
        kind=ibis.literal(str(kind)),
        reason=reason,
        whole=ibis.literal(value=True),
    )


def _why(removed: ir.Table) -> ir.StringValue:
    """Why somebody was struck off, as far as the old version says; else nobody told."""
    word = reading.words(removed)
    return ibis.cases(
        (word["standing"] == Standing.DEAD, "deceased"),
        (word["standing"] == Standing.GONE, "moved"),
        (word["serving"], "tni-polri"),
        else_=UNSTATED,
    )


def _corrected(before: ir.Table, after: ir.Table) -> ir.Table:
    """A line for each corrected column of each corrected row."""
    past = before.select("key", **{f"old_{c}": before[c] for c in COMPARED})
    both = after.inner_join(past, "key")
    marks = [_differs(both, column).cast("int32") * (1 << n) for n, column in enumerate(COMPARED)]
    marked = both.select("village", "old_village", marks=sum(marks[1:], start=marks[0]))
    bits = ibis.memtable(
        {"reason": [str(c) for c in COMPARED], "bit": [1 << n for n in range(len(COMPARED))]}
    )
    pairs = marked.cross_join(bits)
    lines = pairs.filter((pairs.marks & pairs.bit.cast("int32")) != 0)
    lowest = (lines.marks & (lines.bit.cast("int32") - 1)) == 0
    return lines.select(
        village=place(lines.village),
        before=place(lines.old_village),
        kind=ibis.literal(str(Kind.CHANGED)),
        reason=lines.reason,
        whole=lowest,
    )


def _differs(both: ir.Table, column: Column) -> ir.BooleanValue:
    return both[column].fill_null("").strip() != both[f"old_{column}"].fill_null("").strip()


def place(village: ir.StringValue) -> ir.StringValue:
    """A village's code with its dots, however it was written; other texts as they are."""
    bare = village.strip()
    dotted = ibis.literal(".").join(
        [bare.substr(0, 2), bare.substr(2, 2), bare.substr(4, 2), bare.substr(6, 4)]
    )
    return ibis.ifelse(bare.re_search("^[0-9]{10}$"), dotted, bare).fill_null("")


def summed(lines: ir.Table) -> ir.Table:
    """How many rows changed, by regency, village, kind and reason."""
    at = lines.mutate(regency=lines.village.substr(0, 5))
    counted = at.group_by("regency", "village", "kind", "reason").aggregate(rows=at.count())
    return counted.order_by("regency", "village", "kind", "reason")


def by_regency(old: ir.Table, lines: ir.Table) -> ir.Table:
    """For each regency: rows before, and how many were added, removed, changed.

    A row that moved to another regency is changed there, and removed where it stood before.
    """
    whole = lines.filter(lines.whole)
    here = whole.select("kind", regency=whole.village.substr(0, 5))
    left = whole.filter(whole.before.substr(0, 5) != whole.village.substr(0, 5))
    gone = left.select(kind=ibis.literal(str(Kind.REMOVED)), regency=left.before.substr(0, 5))
    whole = here.union(gone)
    moved = whole.group_by("regency").aggregate(
        **{str(kind): (whole.kind == kind).sum() for kind in Kind}
    )
    homes = old.select(regency_of=place(old.village).substr(0, 5))
    stood = homes.group_by("regency_of").aggregate(before=homes.count())
    both = moved.outer_join(stood, moved.regency == stood.regency_of)
    return both.select(
        regency=ibis.coalesce(both.regency, both.regency_of),
        before=both.before.fill_null(0),
        **{str(kind): both[kind].fill_null(0) for kind in Kind},
    ).order_by("regency")


def rolled_up(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same counts for whole regencies."""
    totals: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        totals[line["regency"], line["kind"], line["reason"]] += line["rows"]
    return [
        {"regency": regency, "kind": kind, "reason": reason, "rows": rows}
        for (regency, kind, reason), rows in sorted(totals.items())
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who brings a version in and when, and who else agrees to it."""

    by: str
    at: datetime
    approved_by: str = ""


def braked(regencies: Iterable[Mapping[str, Any]], brake: Norm) -> list[Mapping[str, Any]]:
    """Regencies of which more changes than one person may decide. A new regency is one."""
    return [
        regency
        for regency in regencies
        if 1000 * sum(regency[kind] for kind in Kind) > brake.number * regency["before"]
    ]


def named(consent: Consent) -> None:
    """Raises NotAllowed unless somebody stands for an act, and nobody approves their own."""
    if not consent.by.strip():
        raise NotAllowed("Sebutkan siapa yang melakukan ini: --by NAMA.")
    if _plain(consent.by) == _plain(consent.approved_by):
        raise NotAllowed("Yang menyetujui harus orang lain daripada yang memasukkan.")


def _plain(name: str) -> str:
    """A name without what nobody sees or says aloud: width, case, blanks, hidden signs."""
    seen = "".join(c for c in normalize("NFKC", name) if category(c) != "Cf")
    return " ".join(seen.split()).casefold()


def allow(stopped: Sequence[Mapping[str, Any]], consent: Consent, brake: Norm) -> None:
    """Raises NotAllowed unless a second person agreed where the brake asks for one."""
    named(consent)
    if stopped and not consent.approved_by.strip():
        told = "; ".join(_told_regency(regency) for regency in stopped)
        raise NotAllowed(
            f"Perubahan melewati {brake.number / 10:g} persen: {told}. Tidak ada yang disimpan. "
            "Bila memang benar, orang kedua menyetujui: --approve --approved-by NAMA."
        )


def _told_regency(regency: Mapping[str, Any]) -> str:
    changed = sum(regency[kind] for kind in Kind)
    return f"{regency['regency'] or 'tanpa kode'}: {changed} dari {regency['before']} baris"
