"""Cites as links, for every room that shows what a value rests on."""

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from serentak.desk.law.cites import Part, parts

register = template.Library()


@register.filter
def cited(cite: str, keep: str = "") -> SafeString:
    """A cite whose parts open the card of their instrument; `keep` goes along."""
    return mark_safe("; ".join(_link(part, keep) for part in parts(cite)))  # noqa: S308  escaped below


def _link(part: Part, keep: str) -> SafeString:
    if part.instrument is None:
        return conditional_escape(part.text)
    address = reverse("law:instrument", args=(part.instrument.id,)) + keep
    return format_html('<a href="{}">{}</a>', address, part.text)
