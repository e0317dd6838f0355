"""One mapping of a law file, read key by key; a slip names file, entry and key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from serentak.engine.errors import LawGap
from serentak.engine.law.basis import Basis, Confidence

Raw = Mapping[str, Any]
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Entry:
    """One mapping of a law file; reads each key once and complains of what is left over."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise LawGap(f"{where}: harus berupa daftar kunci dan nilai.")
        self.raw = cast(Raw, raw)
        self.where = f"{where} {self.raw.get('id', '')}".strip()
        self.read: set[str] = set()

    def get(self, key: str, default: Any = MISSING) -> Any:
        """The value of a key; LawGap when it is missing and has no default."""
        self.read.add(key)
        if key in self.raw and self.raw[key] is not None:
            return self.raw[key]
        if default is MISSING:
            raise LawGap(f"{self.where}: kunci '{key}' belum diisi.")
        return default

    def text(self, key: str, default: Any = "") -> str:
        """A text; empty by default."""
        value = self.get(key, default)
        if not isinstance(value, str):
            raise LawGap(f"{self.where}: '{key}' harus teks (beri tanda kutip).")
        return value.strip()

    def need(self, key: str) -> str:
        """A text that must be there."""
        return self.text(key, MISSING)

    def day(self, key: str, default: Any = MISSING) -> Any:
        """A date."""
        value = self.get(key, default)
        if value is not None and type(value) is not date:
            raise LawGap(f"{self.where}: '{key}' harus tanggal ISO, misalnya 2024-11-27.")
        return value

    def number(self, key: str, default: Any = MISSING) -> Any:
        """A whole number, zero or more."""
        value = self.get(key, default)
        if value is not None and (type(value) is not int or value < 0):
            raise LawGap(f"{self.where}: '{key}' harus bilangan bulat, nol atau lebih.")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false by default."""
        value = self.get(key, False)
        if type(value) is not bool:
            raise LawGap(f"{self.where}: '{key}' harus true atau false.")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty by default."""
        values = self.get(key, ())
        if isinstance(values, str) or not all(isinstance(value, str) for value in values):
            raise LawGap(f"{self.where}: '{key}' harus daftar teks, misalnya [uu-1-2015].")
        return tuple(values)

    def one_of(self, key: str, kind: type[E], default: Any = MISSING) -> E:
        """A value from a closed set."""
        return self.member(key, self.get(key, default), kind)

    def some_of(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Values from a closed set."""
        return tuple(self.member(key, value, kind) for value in self.names(key))

    def member(self, key: str, value: Any, kind: type[E]) -> E:
        """The member of a closed set that a value stands for."""
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise LawGap(f"{self.where}: '{key}: {value}' tidak dikenal. Pilih: {known}.") from None

    def many(self, key: str, build: Callable[["Entry"], T]) -> tuple[T, ...]:
        """A list of entries."""
        rows = self.get(key, ())
        if not isinstance(rows, Sequence) or isinstance(rows, str):
            raise LawGap(f"{self.where}: '{key}' harus daftar.")
        return tuple(
            Entry(row, f"{self.where} {key}[{n}]").built(build) for n, row in enumerate(rows)
        )

    def built(self, build: Callable[["Entry"], T]) -> T:
        """The finished value; a key nobody asked for is a slip."""
        value = build(self)
        unknown = sorted(set(self.raw) - self.read)
        if unknown:
            raise LawGap(f"{self.where}: kunci tidak dikenal: {', '.join(unknown)}.")
        return value

    def basis(self) -> Basis:
        """The cite, dates and confidence every value carries."""
        return Basis(
            since=self.day("since"),
            cite=self.need("cite"),
            checked=self.day("checked"),
            confidence=self.one_of("confidence", Confidence),
            source=self.text("source"),
            open_question=self.text("open_question"),
            open_question_en=self.text("open_question_en"),
        )

    def texts(self, of: type[Any]) -> dict[str, str]:
        """All plain text fields of a dataclass, required unless they are notes."""
        return {
            name: self.text(name) if name.startswith(_OPTIONAL) else self.need(name)
            for name in _text_fields(of)
        }


_OPTIONAL = ("note", "parent", "holder", "after", "anchor", "offset", "rule", "measure", "row")


def _text_fields(of: type[Any]) -> Iterator[str]:
    all_fields: tuple[Field[Any], ...] = fields(of)
    return (field.name for field in all_fields if field.type is str or field.type == "str")
