"""From a cite as printed to the instruments it names."""

import re
from collections.abc import Iterable

from serentak.engine.law.model import Instrument, Law

_PARTS = re.compile(r";\s*")
_ARTICLE = re.compile(r"\bPs\b.*$")


def parts(cite: str) -> tuple[str, ...]:
    """A cite's parts: one instrument each."""
    return tuple(part.strip() for part in _PARTS.split(cite) if part.strip())


def instrument_of(part: str, law: Law) -> Instrument | None:
    """The instrument a part names: the longest name that opens it, else one inside it."""
    named = _names(law.instruments.values())
    opening = [one for one in named if _opens(part, one[0])]
    inside = [one for one in named if one[0] in part]
    best = max(opening or inside, key=lambda one: len(one[0]), default=None)
    return best[1] if best else None


def _names(instruments: Iterable[Instrument]) -> list[tuple[str, Instrument]]:
    return [(name, one) for one in instruments for name in (one.short, *one.aliases)]


def _opens(part: str, name: str) -> bool:
    """Whether a part starts with a name and not with a longer number."""
    return part.startswith(name) and not part[len(name) : len(name) + 1].isdigit()


def article_of(part: str) -> str:
    """The article of a part, e.g. `Ps 157(5)`; empty when only the instrument is named."""
    found = _ARTICLE.search(part)
    return found.group(0).strip() if found else ""
