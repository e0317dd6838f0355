"""Money and delays as the room's pages write them."""

from django import template

from serentak.desk.budget import words
from serentak.desk.figures import written

register = template.Library()


@register.filter
def short_rupiah(amount: int) -> str:
    """Rupiah to one decimal of the fitting scale."""
    return words.short(amount)


@register.filter
def late_days(days: int) -> str:
    """So many days past the last day."""
    return words.days_late(days)


@register.filter
def shown_as(value: str, unit: str) -> str:
    """A published value as text in its unit."""
    return written.shown(value, unit)
