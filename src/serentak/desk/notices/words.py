"""Kinds of messages in words; a kind without words shows its code."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NAMES: dict[str, Promise] = {
    "evidence.accepted": _("Bukti diterima"),
    "evidence.partial": _("Bukti diterima sebagian"),
    "evidence.reported": _("Bukti menunggu pemeriksaan"),
    "evidence.returned": _("Bukti dikembalikan"),
    "grant.changed": _("Catatan hibah"),
    "obligations.changed": _("Kewajiban berubah"),
    "obligations.handed-over": _("Kewajiban beralih"),
    "shipment.sent": _("Kiriman berangkat"),
    "shipment.short": _("Kiriman kurang atau rusak"),
}


_CHANNELS: dict[str, Promise] = {"desk": _("di desk")}


def channel_name(channel: str) -> str:
    """How a message was sent."""
    return str(_CHANNELS.get(channel, channel))


def kind_name(kind: str) -> str:
    """A kind in the page's language."""
    return str(_NAMES.get(kind, kind))
