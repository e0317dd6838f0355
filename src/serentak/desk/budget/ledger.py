"""The records of one grant: sums and entries as they were written, replaced ones kept and marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.budget import facts, words
from serentak.desk.budget.models import Entry, Grant, Kind, Sum
from serentak.engine.budget.standing import Account, share


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry with what the other side says, and what this reader may do with it."""

    entry: Entry
    replaced: bool
    said: str
    icon: str
    reason: str
    share: str  # of the signed sum, with all payments up to it
    may_answer: bool
    may_correct: bool
    opens: bool


def entries(
    grant: Grant, account: Account, *, who: Member, at: datetime
) -> dict[str, list[Written]]:
    """By kind, oldest first, replaced ones too."""
    rows = grant.entries.filter(facts.known(at)).select_related("answer", "recorded_by", "grant")
    listed = list(rows)
    replaced = {one.supersedes_id for one in listed}
    found: dict[str, list[Written]] = {kind: [] for kind in Kind.values}
    so_far = 0
    for one in listed:
        state = Kept(said=facts.answered(one, at=at), gone=one.pk in replaced or one.void)
        counts = one.kind == Kind.PAID and not state.gone and state.said is not False
        so_far += one.amount if counts else 0
        shown = words.percent(share(so_far, account.agreed)) if counts else ""
        found[one.kind].append(_written(one, state, share_of=shown, who=who))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of an entry: the other side's answer, and whether another took its place."""

    said: bool | None
    gone: bool


def _written(one: Entry, state: Kept, *, share_of: str, who: Member) -> Written:
    grant = one.grant
    side, other = facts.side(one.kind, grant), facts.other_side(one.kind, grant)
    word, icon = _standing(one, state)
    open_ = not state.gone and state.said is None
    return Written(
        entry=one,
        replaced=state.gone,
        said=word % {"body": other.short},
        icon=icon,
        reason=one.answer.reason if state.said is False else "",
        share=share_of,
        may_answer=open_ and one.recorded_by_id != who.user and who.may(Act.CONFIRM_GRANT, other),
        may_correct=not state.gone and who.may(Act.RECORD_GRANT, side),
        opens=bool(one.file_sha256) and facts.may_open(one, who),
    )


def _standing(one: Entry, state: Kept) -> tuple[str, str]:
    """In words, and as a shape."""
    if state.gone:
        return (_("dibatalkan") if one.void else _("diganti")), "void"
    if state.said is not None:
        return (
            (_("dibenarkan %(body)s"), "done")
            if state.said
            else (_("disanggah %(body)s"), "differs")
        )
    if one.recorded_by_id is None:
        return _("terbit, belum dijawab %(body)s"), "wait"
    return _("menunggu jawaban %(body)s"), "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A sum on the way from the proposal to the agreement, and how it differs from the one before."""

    row: Sum
    amount: str
    change: str
    counts: bool
    opens: bool


def stages(rows: Sequence[Sum], *, who: Member) -> Iterator[Stage]:
    """Every sum on record in the order of the way; the newest of its step counts."""
    order = {step: n for n, step in enumerate(("proposed", "reviewed", "signed"))}
    last = {row.step: row.pk for row in rows}
    before: int | None = None
    for row in sorted(rows, key=lambda one: (order[one.step], one.pk)):
        yield Stage(
            row=row,
            amount=words.money(row.amount),
            change=_change(before, row.amount),
            counts=last[row.step] == row.pk,
            opens=bool(row.file_sha256) and facts.may_open(row, who),
        )
        before = row.amount if row.amount is not None else before


def _change(before: int | None, now: int | None) -> str:
    if before is None or now is None or before == now:
        return ""
    sign = "+" if now > before else "\N{MINUS SIGN}"
    return f"{sign}{words.short(abs(now - before))}"
