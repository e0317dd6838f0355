"""The matcher's reasons for a pair, as lines that speak for or against."""

import re
from dataclasses import dataclass

_SIGN = re.compile(r"^([+\N{MINUS SIGN}-])\s*")
_AGAINST = ("berbeda", "kosong", "orang lain juga")  # the matcher's words for what parts two rows
_NUMBER = re.compile(r"\d{4,}")  # a reason needs no number this long; part of a NIK would be one


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One observation."""

    supports: bool
    words: str


def reasons(text: str) -> list[Reason]:
    """Reasons parted by semicolons; a sign in front says which way one weighs, else its words do."""
    parts = [part.strip() for part in text.split(";")]
    return [_reason(part) for part in parts if part]


def _reason(part: str) -> Reason:
    found = _SIGN.match(part)
    words = _NUMBER.sub("••••", part[found.end() :] if found else part)
    supports = found[1] == "+" if found else not any(word in part for word in _AGAINST)
    return Reason(supports=supports, words=words)
