"""A shipment as its pages and papers show it: how it stands, item by item, and what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from serentak.desk.logistics import demand, facts, words
from serentak.desk.logistics.facts import Loaded
from serentak.desk.logistics.models import Movement, Shipment
from serentak.desk.shared.templatetags.desk import ribu
from serentak.engine.logistics.shipments import Amount, Step, Stock
from serentak.engine.needs import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An item of a shipment with where its pieces are."""

    name: str
    stock: Stock
    reason: str  # why some of it was of no use
    simulated: bool  # whether the reason is ours, in the page's language, not the receiver's


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the story."""

    movement: Movement
    deed: Promise
    said: str
    note: str
    useless: tuple[tuple[str, str], ...]  # what of an item is of no use, and why
    held: bool  # False once a later one of its kind took its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything known of a shipment at a moment."""

    loaded: Loaded
    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]  # newest first

    @property
    def step(self) -> Promise:
        """How far it has come."""
        return words.STEPS[self.loaded.state.step]

    @property
    def counted(self) -> bool:
        """Whether the receiver has counted."""
        return self.loaded.state.step is Step.COUNTED

    def last(self, step: Step) -> Movement | None:
        """The record of a step that holds."""
        found = (one.movement for one in self.entries if one.movement.step == step)
        return next(found, None)

    @property
    def sent(self) -> Movement | None:
        """Its departure."""
        return self.last(Step.SENT)

    @property
    def received(self) -> Movement | None:
        """Its count, else its arrival."""
        return self.last(Step.COUNTED) or self.last(Step.ARRIVED)


def story(row: Shipment, *, at: datetime) -> Story:
    """A shipment as known at a moment."""
    items = demand.demand(facts.frame_of(row)).items
    movements = Movement.objects.filter(shipment=row, recorded_at__lte=at)
    amounts = facts.amounts_of(movements)
    (loaded,) = facts.loaded(Shipment.objects.filter(pk=row.pk), at=at)
    entries = tuple(_entries(list(movements), amounts, items))
    count = next((one.movement for one in entries if _is_count(one)), None)
    counts = amounts[count.pk] if count else {}
    return Story(
        loaded=loaded,
        pieces=tuple(
            Piece(
                name=words.name(item, items),
                stock=stock,
                reason=_typed(count, counts[item].reason) if count and item in counts else "",
                simulated=bool(count and count.simulated),
            )
            for item, stock in loaded.state.stocks.items()
        ),
        entries=entries,
    )


def _typed(row: Movement, text: str) -> str:
    """What somebody typed as it was typed; what is simulated in the page's language."""
    return _(text) if row.simulated and text else text


def _is_count(one: Entry) -> bool:
    return one.movement.step == Step.COUNTED


def _entries(
    movements: Sequence[Movement],
    amounts: Mapping[int, Mapping[str, Amount]],
    items: Mapping[str, Pair],
) -> list[Entry]:
    """What was recorded; what was corrected stays."""
    last = {row.step: row.pk for row in movements}
    return [
        Entry(
            movement=row,
            deed=words.DEEDS[Step(row.step)],
            said=words.pieces(((item, one.pieces) for item, one in amounts[row.pk].items()), items),
            note=_typed(row, row.note),
            useless=tuple(
                (_useless(one, words.name(item, items)), _typed(row, one.reason))
                for item, one in amounts[row.pk].items()
                if one.useless
            ),
            held=last[row.step] == row.pk,
        )
        for row in reversed(movements)
    ]


def _useless(one: Amount, name: str) -> str:
    parts = [
        _("%(n)s rusak") % {"n": ribu(one.damaged)} if one.damaged else "",
        _("%(n)s tertukar") % {"n": ribu(one.wrong)} if one.wrong else "",
    ]
    return f"{name}: {', '.join(filter(None, parts))}"
