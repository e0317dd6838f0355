"""The months as offices write them in a date: spelled out or cut, old spelling or a spreadsheet's."""

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
WORDS = tuple(word for words in _WORDS for word in words)
LETTERS = 3  # by which no two months begin alike
NUMBERS = "".join(
    f"{start}{n:02d}"
    for n, words in enumerate(_WORDS, start=1)
    for start in dict.fromkeys(word[:LETTERS] for word in words)
)
