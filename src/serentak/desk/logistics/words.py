"""Steps, items and pieces in the page's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from serentak.desk.shared.templatetags.desk import pair, ribu
from serentak.engine.logistics.shipments import Step, Tally
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
ICONS = {
    Step.PLANNED: "open",
    Step.SENT: "wait",
    Step.ARRIVED: "wait",
    Step.COUNTED: "done",
    Step.CANCELLED: "void",
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
    return ", ".join(
        f"{ribu(number)} {name(item, items).lower()}" for item, number in amounts if number
    )


def name(item: str, items: Mapping[str, Pair]) -> str:
    """What an item is called; its code where this release no longer knows it."""
    return pair(items[item]) if item in items else item


def lost(tallies: Mapping[str, Tally], what: str, items: Mapping[str, Pair]) -> str:
    """What is short, damaged or wrong, in words."""
    return pieces(((item, getattr(one, what)) for item, one in tallies.items()), items)
