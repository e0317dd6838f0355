"""What people type as free text: letters that can be seen, nothing that steers a screen or a file."""

import unicodedata

from serentak.engine.errors import BadData

# Marks that turn the direction of writing, so that a name reads as another.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\t\n\r")


def one_line(*texts: str) -> None:
    """Raises BadData for letters nobody sees, a line break among them."""
    _refuse(texts, allowed=frozenset())


def several_lines(*texts: str) -> None:
    """The same for a note of several lines."""
    _refuse(texts, allowed=_BREAKS)


def _refuse(texts: tuple[str, ...], *, allowed: frozenset[str]) -> None:
    for letter in set("".join(texts)) - allowed:
        if letter in _TURNS or unicodedata.category(letter) in ("Cc", "Cs"):
            raise BadData(
                f"Isian memuat huruf yang tidak terlihat (U+{ord(letter):04X}). "
                "Hapus isiannya, ketik ulang tanpa menempel, lalu kirim lagi."
            )
