"""Filters every page may use."""

from typing import Any

from django import template
from django.utils import translation
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def pct(value: float) -> str:
    """A percentage for an SVG attribute: always a dot, a localized comma breaks coordinates."""
    return f"{float(value):.2f}"


@register.filter
def ribu(value: int) -> str:
    """12345 as 12.345 in Indonesian, 12,345 in English."""
    mark = "," if translation.get_language() == "en" else "."
    return f"{int(value):,}".replace(",", mark).replace("-", "\N{MINUS SIGN}")


@register.filter
def rupiah(value: int) -> str:
    """Whole rupiah."""
    return f"Rp{ribu(value)}"


@register.filter
def said(thing: Any, field: str) -> str:
    """A two-language field in the page's language: `x` or `x_en`."""
    if translation.get_language() == "en":
        english = getattr(thing, f"{field}_en", "")
        if english:
            return str(english)
    return str(getattr(thing, field))


@register.filter
def pair(thing: tuple[str, str]) -> str:
    """One of (Indonesian, English)."""
    return thing[1] if translation.get_language() == "en" else thing[0]


@register.filter
def spell(number: int) -> str:
    """Small numbers in words, for running text."""
    english = translation.get_language() == "en"
    words = _ENGLISH if english else _INDONESIAN
    return words[number] if 0 <= number < len(words) else ribu(number)


_INDONESIAN = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
]


@register.filter
def h_mark(days: int) -> str:
    """Days to voting as the offices say it: H−14, Hari H, H+3."""
    if days == 0:
        return _("Hari H")
    return f"H\N{MINUS SIGN}{days}" if days > 0 else f"H+{-days}"


@register.filter
def code(value: str) -> str:
    """A hash or code in groups of four, the first twelve."""
    return " ".join(value[i : i + 4] for i in range(0, 12, 4))
