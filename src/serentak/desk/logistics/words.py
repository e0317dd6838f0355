"""Steps, items and pieces in the page's language."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from serentak.desk.shared.templatetags.desk import pair, ribu
from serentak.engine.logistics.sailing import Leaving
from serentak.engine.logistics.shipments import Step, Stock
from serentak.engine.needs import Pair

STEPS = {
    Step.PLANNED: _("disusun"),
    Step.SENT: _("di jalan"),
    Step.ARRIVED: _("tiba, belum dihitung"),
    Step.COUNTED: _("dihitung"),
    Step.CANCELLED: _("dibatalkan"),
}
DEEDS = {
    Step.PLANNED: _("Rencana ditulis"),
    Step.SENT: _("Berangkat"),
    Step.ARRIVED: _("Tiba"),
    Step.COUNTED: _("Dihitung penerima"),
    Step.CANCELLED: _("Dibatalkan"),
}
INCIDENTS = {
    "late": _("terlambat"),
    "short": _("kurang"),
    "damaged": _("rusak"),
    "wrong": _("tertukar"),
    "sent": _("dilepas"),
    "arrived": _("tiba"),
}


def pieces(amounts: Iterable[tuple[str, int]], items: Mapping[str, Pair]) -> str:
    """`12 kotak suara, 3.400 surat suara`; nothing of what there is none of."""
    return ", ".join(f"{ribu(number)} {inline(item, items)}" for item, number in amounts if number)


def name(item: str, items: Mapping[str, Pair]) -> str:
    """What an item is called; its code where this release no longer knows it."""
    return pair(items[item]) if item in items else item


def inline(item: str, items: Mapping[str, Pair]) -> str:
    """The same within a list: `ballots (governor)` for `Ballots, governor`."""
    said = name(item, items)
    what, _comma, which = f"{said[:1].lower()}{said[1:]}".partition(", ")
    return f"{what} ({which})" if which else what


def lost(stocks: Mapping[str, Stock], what: str, items: Mapping[str, Pair]) -> str:
    """What is short, damaged or wrong, in words."""
    return pieces(((item, getattr(one, what)) for item, one in stocks.items()), items)


def way(leaving: Leaving) -> str:
    """How the latest departure was counted, in words."""
    hours = leaving.margin // timedelta(hours=1)
    if leaving.leg is None and leaving.by_sea:
        return gettext("lewat laut, lintasan dan lamanya belum bersumber")
    if leaving.leg is None:
        return gettext("lewat darat, cadangan %(n)s jam termasuk perjalanan") % {"n": hours}
    leg = f"{leaving.leg.start}–{leaving.leg.end}"
    if leaving.leg.minutes is None:
        return gettext("%(leg)s, lama pelayaran belum bersumber") % {"leg": leg}
    return gettext("%(leg)s, %(way)s, cadangan %(n)s jam") % {
        "leg": leg,
        "way": duration(leaving.leg.minutes),
        "n": hours,
    }


def duration(minutes: int) -> str:
    """`3 jam 30 menit`."""
    full, rest = divmod(minutes, 60)
    parts = [
        gettext("%(n)s jam") % {"n": full} if full else "",
        gettext("%(n)s menit") % {"n": rest} if rest else "",
    ]
    return " ".join(filter(None, parts))
