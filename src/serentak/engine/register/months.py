"""The months as offices write them in a date: spelled out or cut, old spelling or a spreadsheet's."""

from collections.abc import Mapping

_WORDS = (
    ("JANUARI", "JAN", "JANUARY"),
    ("FEBRUARI", "PEBRUARI", "FEB", "PEB", "FEBRUARY"),
    ("MARET", "MAR", "MRT", "MARCH"),
    ("APRIL", "APR"),
    ("MEI", "MAY"),
    ("JUNI", "JUN", "JUNE"),
    ("JULI", "JUL", "JULY"),
    ("AGUSTUS", "AGU", "AGS", "AGT", "AUG", "AUGUST"),
    ("SEPTEMBER", "SEP", "SEPT"),
    ("OKTOBER", "OKT", "OCT", "OCTOBER"),
    ("NOVEMBER", "NOPEMBER", "NOV", "NOP"),
    ("DESEMBER", "DES", "DEC", "DECEMBER"),
)
MONTHS: Mapping[str, str] = {
    word: f"{n:02d}" for n, words in enumerate(_WORDS, start=1) for word in words
}
