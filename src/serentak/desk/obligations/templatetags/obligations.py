"""Filters for pages that show evidence."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from serentak.desk.obligations import words
from serentak.desk.obligations.models import Evidence

register = template.Library()


@register.filter
def told(evidence: Evidence, field: str) -> SafeString:
    """A text of evidence; what an office wrote is marked as Indonesian."""
    mark = "" if evidence.simulated else ' lang="id"'
    return format_html("<span{}>{}</span>", SafeString(mark), words.told(evidence, field))
