"""What people type as free text: letters that can be seen, nothing that steers a screen or a file."""

import unicodedata

from serentak.engine.errors import BadData

# Unicode's groups of what has no shape: controls, halves of letters, joiners and marks of direction,
# breaks of line and paragraph, letters of one's own, letters that are none.
_UNSEEN = frozenset({"Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"})
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")  # fillers: letters by their group, but of no ink
_BREAKS = frozenset("\t\n\r")
_INK = frozenset("LNS")  # a letter, a number or a symbol


def one_line(*texts: str) -> None:
    """Raises BadData for letters nobody sees, a line break among them."""
    _refuse(texts, allowed=frozenset())


def several_lines(*texts: str) -> None:
    """The same for a note of several lines."""
    _refuse(texts, allowed=_BREAKS)


def title(text: str) -> None:
    """The same for one line by which a thing is known: it must say something."""
    one_line(text)
    if not any(unicodedata.category(letter)[0] in _INK for letter in text):
        raise BadData("Isian ini tidak menyebut apa pun. Tulis dengan huruf atau angka.")


def _refuse(texts: tuple[str, ...], *, allowed: frozenset[str]) -> None:
    for letter in sorted(set("".join(texts)) - allowed):
        if letter in _BLANK or unicodedata.category(letter) in _UNSEEN:
            raise BadData(
                f"Isian memuat huruf yang tidak terlihat (U+{ord(letter):04X}). "
                "Hapus isiannya, ketik ulang tanpa menempel, lalu kirim lagi."
            )
