"""What people are paid, what goods cost and what accidents are compensated with, by payer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from serentak.engine.counts import Known
from serentak.engine.errors import BadData
from serentak.engine.law.model import Law, Norm
from serentak.engine.needs import Count, Item, Need, Pair, Room, Unit, between, norm
from serentak.engine.races import Payer, Race, payer
from serentak.engine.regions import RegionCode


class Share(StrEnum):
    """Whom of a role an honorarium is for: all, the one who leads each body, or the others."""

    ALL = "all"
    CHAIR = "chair"
    OTHERS = "others"


_PAID: Mapping[str, tuple[tuple[str, Share], ...]] = {
    body: ((f"{body}-chair", Share.CHAIR), (f"{body}-member", Share.OTHERS))
    for body in ("kpps", "pps", "ppk", "panwascam")
}
_LABELS: Mapping[Share, Pair] = {
    Share.ALL: ("Honorarium {}", "Honoraria, {}"),
    Share.CHAIR: ("Honorarium ketua {}", "Honoraria, chairs of {}"),
    Share.OTHERS: ("Honorarium anggota {}", "Honoraria, members of {}"),
}
CASES: Mapping[str, Pair] = {
    "death": ("Santunan kematian", "Compensation for deaths"),
    "disability": ("Santunan cacat permanen", "Compensation for permanent disabilities"),
    "severe": ("Santunan luka berat", "Compensation for severe injuries"),
    "medium": ("Santunan luka sedang", "Compensation for medium injuries"),
    "funeral": ("Biaya pemakaman", "Funeral costs"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What money depends on besides people: the law, the races, and what an office assumes."""

    law: Law
    kind: str
    races: tuple[Race, ...]
    sharing: Mapping[str, Payer] = field(default_factory=dict)  # who pays which role, as agreed
    prices: Mapping[str, int] = field(default_factory=dict)  # rupiah a ballot, box, booth

    def payer(self, code: str) -> Payer:
        """Whose budget a role falls on."""
        alone = payer(self.races)
        return self.sharing.get(code, alone) if alone is Payer.AGREEMENT else alone


def honoraria(people: Iterable[Need], terms: Terms) -> tuple[Need, ...]:
    """What each line of people is paid; a role whose term is not in the law data has no line."""
    return tuple(cost for need in people for cost in _paid(need, terms))


def unpaid(people: Iterable[Need], terms: Terms) -> tuple[Pair, ...]:
    """The roles left out, because the law data does not say how long they are paid."""
    labels = {need.item: need.label for need in people}
    return tuple(label for code, label in labels.items() if not list(_fees(code, terms)))


def _fees(code: str, terms: Terms) -> Iterator[tuple[Share, tuple[Norm, ...], int]]:
    """Each honorarium of a role: for whom, its norms, and how often it is paid."""
    body = code.partition("-")[0]
    months = next(
        (
            found
            for start in (terms.kind, "both")
            if (found := terms.law.norms.get(f"{start}.{body}.months"))
        ),
        None,
    )
    for name, share in _PAID.get(code, ((code, Share.ALL),)):
        fee = norm(terms.law, terms.kind, f"{name}.fee")
        if fee.unit == Unit.RUPIAH:
            yield share, (fee,), 1
        elif months:
            yield share, (fee, months), months.number


def _paid(need: Need, terms: Terms) -> Iterator[Need]:
    for share, norms, periods in _fees(need.item, terms):
        people, most = _who(need, share)
        each = norms[0].number * periods
        label, label_en = _LABELS[share]
        item = _item(
            f"{need.item}-{share}",
            (label.format(need.label[0]), label_en.format(need.label[1])),
            need.spender,
            terms.payer(need.item),
        )
        count = Count(region=need.region, number=people, known=need.known)
        words = _words(periods)
        yield between(item, norms, count, (people * each, most * each), words)


def _who(need: Need, share: Share) -> tuple[int, int]:
    """How many of a line an honorarium is for; a body is led by one."""
    if share is Share.CHAIR:
        return need.count, need.count
    led = need.count if share is Share.OTHERS else 0
    return need.quantity - led, need.most - led


def _words(periods: int) -> Pair:
    often, often_en = (f" × {periods} bulan", f" × {periods} months") if periods > 1 else ("", "")
    return f"{{count}} orang{often} × Rp{{each}}", f"{{count}} people{often_en} × Rp{{each}}"


def purchases(goods: Iterable[Need], terms: Terms) -> tuple[Need, ...]:
    """What goods cost at the prices an office gives. Raises BadData for a price of no good."""
    pieces = {need: need.item.partition("-")[0] for need in goods if need.unit is Unit.PIECES}
    unknown = sorted(set(terms.prices) - set(pieces.values()))
    if unknown:
        known = ", ".join(dict.fromkeys(pieces.values()))
        raise BadData(f"Harga '{unknown[0]}' bukan harga barang yang dihitung. Pilih: {known}.")
    return tuple(
        _bought(need, terms.prices[kind]) for need, kind in pieces.items() if kind in terms.prices
    )


def _bought(need: Need, price: int) -> Need:
    item = _item(
        need.item,
        (f"Pengadaan: {need.label[0]}", f"Purchase: {need.label[1]}"),
        need.spender,
        need.payer,
    )
    said = f"{{count}} buah × Rp{price:_} (harga dari pengguna)"
    said_en = f"{{count}} pieces × Rp{price:_} (the user's price)"
    words = (said.replace("_", "."), said_en.replace("_", ","))
    count = Count(region=need.region, number=need.quantity, known=need.known)
    return between(item, need.norms, count, (need.quantity * price, need.most * price), words)


def compensation(cases: Mapping[str, int], terms: Terms, region: RegionCode) -> tuple[Need, ...]:
    """A reserve for as many accidents as an office assumes. Raises BadData for an unknown kind."""
    unknown = sorted(set(cases) - set(CASES))
    if unknown:
        raise BadData(f"Santunan '{unknown[0]}' tidak dikenal. Pilih: {', '.join(CASES)}.")
    words = (
        "{count} kasus (andaian pengguna) × Rp{each}",
        "{count} cases (the user's assumption) × Rp{each}",
    )
    return tuple(
        between(
            _item(f"compensation-{code}", CASES[code], "kpu", terms.payer("compensation")),
            (rule := norm(terms.law, terms.kind, f"{code}.compensation"),),
            Count(region=region, number=number, known=Known.ESTIMATE),
            (number * rule.number, number * rule.number),
            words,
        )
        for code, number in cases.items()
    )


def _item(code: str, label: Pair, spender: str, whose: str) -> Item:
    return Item(
        room=Room.BUDGET,
        code=code,
        label=label,
        unit=Unit.RUPIAH,
        spender=spender,
        payer=whose,
    )
