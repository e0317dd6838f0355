"""Values as sources write them: 1.876.792, 86,47, -3384; anything else stays text."""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from serentak.desk.figures import words
from serentak.desk.figures.facts import Pair
from serentak.desk.figures.measures import unit
from serentak.desk.figures.models import Contradiction

_NUMBER = re.compile(r"([-+]?)(?:Rp\s?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def number(text: str) -> Decimal | None:
    """The number a source wrote, or None when it is not plainly one."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, decimals = match.groups()
    return Decimal(f"{sign}{whole.replace('.', '')}.{decimals or 0}")


def shown(text: str, of: str) -> str:
    """A value in the page's language; what is no number and no day as it was written."""
    if _DAY.fullmatch(text):
        return words.dated(text)
    found = number(text)
    if found is None:
        return text
    if found != int(found):
        return number_format(found, decimal_pos=-int(found.as_tuple().exponent))
    return words.plain(int(found), of)


def gap(left: str, right: str, of: str) -> str:
    """How far two written values lie apart."""
    a, b = number(left), number(right)
    if a is None or b is None:
        return _("berbeda isi")
    apart = abs(b - a)
    if apart == int(apart) and of != "persen":
        return words.amount(int(apart), of)
    named = _("poin persen") if of == "persen" else unit(of)
    return f"{number_format(apart, decimal_pos=2)} {named}"


def pairs(row: Contradiction) -> set[Pair]:
    """The pairs of values a row sets apart; a side may list several, parted by semicolons."""
    return {
        (row.region_id, frozenset({left, right}))
        for left in values(row.a_value)
        for right in values(row.b_value)
    }


def values(text: str) -> set[int]:
    """Each number written, whole and in hundredths as figures keep percentages."""
    found = {number(part) for part in text.split(";")}
    return {
        int(one * scale)
        for one in found
        if one is not None
        for scale in (1, 100)
        if one * scale == int(one * scale)
    }
