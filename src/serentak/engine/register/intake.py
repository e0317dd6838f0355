"""From an office's table to ours: its own headings and words, not yet judged."""

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir

from serentak.engine.errors import BadData
from serentak.engine.regions import Level, RegionCode, level
from serentak.engine.register.columns import (
    LISTED,
    REQUIRED,
    Column,
    Source,
    found,
    required,
)

ROW = "source_row"  # where a row stands in its file; as a person would count it
FILE = "source_file"  # which of the files given, from 0
NUMBERS = (Column.LAT, Column.LON)
_DECIMAL = "^[+-]?[0-9]*[.]?[0-9]*([eE][+-]?[0-9]+)?$"


def canonical(
    raw: ir.Table,
    *,
    source: Source,
    extra: Sequence[str] = (),
    need: Sequence[Column] = REQUIRED,
) -> ir.Table:
    """All columns of a register in our order; what the office does not have is empty.

    `extra` columns pass untouched. Raises BadData when one that is needed is missing.
    """
    has = held(raw, source)
    required(has, [c for c in need if c is not Column.VILLAGE or not _one_village(source)])
    given: dict[str, ir.Value] = {column: _value(raw, column, has, source) for column in Column}
    return raw.select(**given, **{name: raw[name] for name in extra})


def listed(raw: ir.Table, *, source: Source) -> ir.Table:
    """NIK and birth date of a list of deaths, a roster or judgments."""
    has = held(raw, source)
    required(has, LISTED)
    return raw.select(**{c: _value(raw, c, has, source) for c in (Column.NIK, Column.BIRTH_DATE)})


def absent(raw: ir.Table, *, source: Source) -> tuple[Column, ...]:
    """The columns an office does not deliver, so that what rests on them cannot be checked."""
    has = held(raw, source)
    spared = Column.VILLAGE if _one_village(source) else None
    return tuple(column for column in Column if column not in has and column is not spared)


def held(raw: ir.Table, source: Source) -> Mapping[Column, str]:
    """Which heading of a file holds which column. Raises BadData when that is not clear."""
    headings = [name for name in raw.columns if name not in (ROW, FILE)]
    _check_mapping(headings, source)
    return found(headings, source)


def _check_mapping(headings: Sequence[str], source: Source) -> None:
    """A mapped heading that the file lacks is a slip: the file has changed its form."""
    lost = [theirs for theirs in source.columns if theirs not in headings]
    if lost:
        raise BadData(
            f"Berkas pemetaan menyebut judul kolom yang tidak ada: {', '.join(lost)}. "
            "Sesuaikan berkas pemetaan dengan baris judul berkas."
        )


def _one_village(source: Source) -> bool:
    return bool(source.region) and level(RegionCode(source.region)) is Level.VILLAGE


def _value(raw: ir.Table, column: Column, has: Mapping[Column, str], source: Source) -> ir.Value:
    if column is Column.VILLAGE and column not in has and _one_village(source):
        return ibis.literal(source.region)
    if column not in has:
        return ibis.null("float64" if column in NUMBERS else "string")
    value = raw[has[column]]
    if column is Column.ID and value.type().is_integer():
        return value.cast("int64")
    if column in NUMBERS:
        return value if value.type().is_floating() else _number(_text(value))
    words = source.values.get(column)
    return _text(value).upper().strip().substitute(dict(words)) if words else _text(value)


def _number(text: ir.StringValue) -> ir.FloatingValue:
    """A decimal number or nothing; engines take different other words for one."""
    plain = text.strip()
    return ibis.ifelse(plain.re_search(_DECIMAL), plain, ibis.null("string")).try_cast("float64")


def _text(value: ir.Value) -> ir.StringValue:
    text: ir.StringValue = value if value.type().is_string() else value.cast("string")
    return text
