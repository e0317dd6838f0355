"""Cites as links, for every room that shows what a value rests on."""

from django import template

from serentak.desk.law.cites import Part, parts

register = template.Library()


@register.filter
def cited(cite: str) -> tuple[Part, ...]:
    """A cite's parts, each with the instrument it names."""
    return parts(cite)
