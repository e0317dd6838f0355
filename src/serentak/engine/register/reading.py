"""What a row says once it is read: numbers, dates and closed words, and what could not be read."""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir

from serentak.engine.register.columns import DateOrder
from serentak.engine.register.months import LETTERS, NUMBERS, WORDS


class State(IntEnum):
    """How well a cell could be read; kept as a number because millions of rows carry it."""

    READ = 0
    MISSING = 1
    BROKEN = 2
    FLOAT = 3  # a number that a spreadsheet made of it: digits may be lost
    IMPOSSIBLE = 4  # readable, but no such day


class Standing(StrEnum):
    """Whether a resident is alive and here."""

    HERE = "here"
    DEAD = "dead"
    GONE = "gone"


# What offices write, without case and spaces around it. Other words stay unread.
SEX = {
    "L": ("L", "LK", "LAKI-LAKI", "LAKI LAKI", "PRIA"),
    "P": ("P", "PR", "PEREMPUAN", "WANITA"),
}
MARITAL = {
    "B": ("B", "BELUM", "BELUM KAWIN", "BELUM MENIKAH"),
    "S": ("S", "SUDAH", "KAWIN", "SUDAH KAWIN", "KAWIN TERCATAT", "KAWIN BELUM TERCATAT"),
    "P": ("P", "PERNAH", "PERNAH KAWIN", "CERAI", "CERAI HIDUP", "CERAI MATI"),
}
STANDING = {
    Standing.DEAD: ("MENINGGAL", "MENINGGAL DUNIA", "MATI", "WAFAT"),
    Standing.GONE: ("PINDAH", "PINDAH KELUAR", "PINDAH DOMISILI"),
}
FOREIGN = {True: ("WNA", "ASING", "WARGA NEGARA ASING")}
NO_CARD = {False: ("B", "BELUM", "BELUM REKAM", "BELUM MEREKAM", "T", "TIDAK", "0")}
NO_DISABILITY = {False: ("", "0", "-", "TIDAK", "TIDAK ADA", "NON DISABILITAS")}
# Serving members only: a retired one (purnawirawan, pensiunan) votes like everybody else.
SERVING = "^(ANGGOTA |PRAJURIT )?(TNI|POLRI|TENTARA NASIONAL INDONESIA|KEPOLISIAN)"
RETIRED = "PURNA|PENSIUN"

LOWEST, HIGHEST = 10**15, 10**16 - 1  # sixteen digits, none of them a leading zero
_HANDFUL = 4
_FLOAT = r"^[0-9]+([.,][0-9]*([eE]\+?[0-9]+)?|[eE]\+?[0-9]+)$"
_PARTS = r"^([0-9]{1,2})[-/. |]+([0-9]{1,2})[-/. |]+([0-9]{4})$"
_SPELLED = r"^([0-9]{1,2})[-/. ]+([A-Z]{3,9})[-/. ]+([0-9]{4})$"
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]"
_SERIAL = r"^[0-9]{4,5}(\.0*)?$"
_DAY_0 = ibis.date(1899, 12, 30)  # of spreadsheets


def read(people: ir.Table, *, order: DateOrder = DateOrder.DMY) -> ir.Table:
    """The canonical columns with what could be read beside them.

    `nik_no`, `kk_no`: the digits as a number; `born`: yyyymmdd; `*_state`: why there is none;
    `sex_is`, `marital_is`: a closed word or nothing; `standing`, `serving`, `foreign`, `carded`, `impaired`: what the other columns say.

    Built in stages: what is used more than once is a column of the stage below, computed once.
    """
    staged = people.mutate(
        nik_plain=people.nik.try_cast("int64"),
        kk_plain=people.kk.try_cast("int64"),
        day_text=_day_text(people.birth_date, order),
    )
    numbered = staged.mutate(
        **words(staged),
        nik_no=sixteen(staged.nik, staged.nik_plain),
        kk_no=sixteen(staged.kk, staged.kk_plain),
        day_no=_eight(staged.day_text),
    )
    dated = numbered.mutate(**_parts(numbered.day_no))
    judged = dated.mutate(real=_exists(dated))
    return judged.mutate(
        nik_state=_number_state(judged.nik, judged.nik_no),
        kk_state=_number_state(judged.kk, judged.kk_no),
        born_state=_date_state(judged),
        born=_born(judged),
    ).drop("nik_plain", "kk_plain", "day_text", "day_no", "ddmm", "real")


def nik_and_birth(listed: ir.Table, *, order: DateOrder = DateOrder.DMY) -> ir.Table:
    """The numbers of a list of deaths, a roster or judgments; rows without a sound NIK fall out."""
    staged = listed.mutate(
        plain=listed.nik.try_cast("int64"),
        day_text=_day_text(listed.birth_date, order),
    )
    staged = staged.mutate(day_no=_eight(staged.day_text))
    dated = staged.mutate(**_parts(staged.day_no))
    judged = dated.mutate(real=_exists(dated))
    whole = judged.select(nik_no=sixteen(judged.nik, judged.plain), born=_born(judged))
    return whole.filter(whole.nik_no.notnull())


def sixteen(text: ir.StringValue, plain: ir.IntegerValue) -> ir.IntegerValue:
    """Sixteen digits as a number, or nothing.

    Blanks around them do no harm, nor the sign by which a spreadsheet keeps them as text.
    """
    bare = text.strip()
    whole = plain.between(LOWEST, HIGHEST)
    kept = bare.substr(1)
    marked = bare.like("'________________") & kept.re_search("^[1-9][0-9]{15}$")
    return ibis.cases(
        (whole & (plain.cast("string") == text), plain),
        (whole & (plain.cast("string") == bare), plain),
        (marked, kept.try_cast("int64")),
        else_=ibis.null("int64"),
    )


def _eight(text: ir.StringValue) -> ir.IntegerValue:
    """Eight digits as a number, or nothing: engines read more than digits, each something else."""
    plain = text.try_cast("int32")
    again = (plain + 10**8).cast("string")
    return ibis.ifelse(again == ibis.literal("1") + text.replace(" ", "0"), plain, None)


def _number_state(text: ir.StringValue, number: ir.IntegerValue) -> ir.IntegerValue:
    bare = text.fill_null("").strip()
    return ibis.cases(
        (number.notnull(), State.READ),
        (bare.isin(("", "-", "0")), State.MISSING),
        (bare.re_search(_FLOAT), State.FLOAT),
        else_=State.BROKEN,
    ).cast("int8")


def _day_text(text: ir.StringValue, order: DateOrder) -> ir.StringValue:
    """A date as the eight digits ddmmyyyy; whether there is such a day is asked later.

    The frequent forms go first and cost little; the rest is taken apart by pattern.
    """
    return ibis.cases(
        *((text.like(f"__{mark}__{mark}____"), _turned(text, mark, order)) for mark in "|-/"),
        (text.like("____-__-__"), _cut(text, 9, 6, 1)),
        else_=_rare(text.strip(), order),
    )


def _turned(text: ir.StringValue, mark: str, order: DateOrder) -> ir.StringValue:
    return _cut(text, 4, 1, 7) if order is DateOrder.MDY else text.replace(mark, "")


def _cut(text: ir.StringValue, day: int, month: int, year: int) -> ir.StringValue:
    """Day, month and year from where they begin, counted from 1."""
    return text.substr(day - 1, 2) + text.substr(month - 1, 2) + text.substr(year - 1, 4)


def _rare(text: ir.StringValue, order: DateOrder) -> ir.StringValue:
    first, second, year = (text.re_extract(_PARTS, n) for n in (1, 2, 3))
    day, month = (second, first) if order is DateOrder.MDY else (first, second)
    return ibis.cases(
        (text.re_search(_PARTS), day.lpad(2, "0") + month.lpad(2, "0") + year),
        (text.re_search(_ISO), _cut(text, 9, 6, 1)),
        (text.re_search(_SERIAL), _civil(text.re_extract("[0-9]+", 0).try_cast("int32"))),
        else_=_spelled(text.upper()),
    )


def _spelled(text: ir.StringValue) -> ir.StringValue:
    """A month in words has one meaning in whatever order; an unknown word has none.

    Looked up in one text: a case for each word would stand in the plan as often as the date is used.
    """
    day, word, year = (text.re_extract(_SPELLED, n) for n in (1, 2, 3))
    months = ibis.literal(NUMBERS)
    month = months.substr(months.find(word.left(LETTERS)) + LETTERS, 2)
    return ibis.ifelse(word.isin(WORDS), day.lpad(2, "0") + month + year, ibis.null("string"))


def _civil(serial: ir.IntegerValue) -> ir.StringValue:
    """The day a spreadsheet counts as its n-th."""
    day: ir.TimestampValue = (_DAY_0 + serial.as_interval("D")).cast("timestamp")
    return day.strftime("%d%m%Y")


def _parts(day_no: ir.IntegerValue) -> dict[str, ir.Value]:
    return {
        "ddmm": (day_no // 10_000).cast("int32"),
        "day": (day_no // 1_000_000).cast("int32"),
        "month": ((day_no // 10_000) % 100).cast("int32"),
        "year": day_no % 10_000,
    }


def _exists(row: ir.Table) -> ir.BooleanValue:
    longest = 30 + (row.month + (row.month > 7).cast("int32")) % 2
    leap = (row.year % 4 == 0) & ((row.year % 100 != 0) | (row.year % 400 == 0))
    inside = row.month.between(1, 12) & (row.day >= 1)
    february = (row.month != 2) | (row.day <= 28) | ((row.day == 29) & leap)
    return (inside & (row.day <= longest) & february).fill_null(ibis.literal(value=False))


def _born(row: ir.Table) -> ir.IntegerValue:
    whole = row.year * 10_000 + row.month * 100 + row.day
    return ibis.ifelse(row.real, whole, ibis.null("int32"))


def _date_state(row: ir.Table) -> ir.IntegerValue:
    return ibis.cases(
        (row.real, State.READ),
        (row.day_no.notnull(), State.IMPOSSIBLE),
        (row.birth_date.fill_null("").strip().isin(("", "-")), State.MISSING),
        else_=State.BROKEN,
    ).cast("int8")


def words(row: ir.Table) -> dict[str, ir.Value]:
    return {
        "sex_is": _meaning(row.sex, SEX, usual={"L": "L", "P": "P"}),
        "marital_is": _meaning(row.marital, MARITAL, usual={"B": "B", "S": "S", "P": "P"}),
        "standing": _meaning(
            row.status, STANDING, usual={"HIDUP": Standing.HERE}, other=Standing.HERE
        ),
        "serving": _serves(row.occupation),
        "foreign": _meaning(row.citizenship, FOREIGN, usual={"WNI": False}, other=False),
        "carded": _meaning(row.ktp_el, NO_CARD, usual={"S": True, "B": False}, other=True),
        "impaired": _meaning(row.disability, NO_DISABILITY, usual={"0": False}, other=True),
    }


def _meaning(
    text: ir.StringValue,
    words: Mapping[Any, Sequence[str]],
    *,
    usual: Mapping[str, Any],
    other: Any = None,
) -> ir.Value:
    """What a closed column means; its usual words go first, before anything is stripped."""
    bare = text.strip().upper()
    return ibis.cases(
        *((text == word, meant) for word, meant in usual.items()),
        *((bare.isin(some), meant) for meant, all_ in words.items() for some in _handfuls(all_)),
        else_=ibis.ifelse(text.isnull(), None, other),
    )


def _serves(job: ir.StringValue) -> ir.BooleanValue:
    bare = job.strip().upper()
    return ibis.cases((bare.re_search(SERVING), ~bare.re_search(RETIRED)), else_=False)


def _handfuls(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """A longer list of values would become a join."""
    for first in range(0, len(words), _HANDFUL):
        yield words[first : first + _HANDFUL]
