"""The columns of a register by their own names, and the headings offices give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from serentak.engine.errors import BadData


class Column(StrEnum):
    """A column by the name this program uses."""

    ID = "id"
    KK = "kk"
    NIK = "nik"
    NAME = "name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    MARITAL = "marital"
    SEX = "sex"
    ADDRESS = "address"
    RT = "rt"
    RW = "rw"
    DISABILITY = "disability"
    NOTE = "note"
    VILLAGE = "village"
    OCCUPATION = "occupation"
    CITIZENSHIP = "citizenship"
    KTP_EL = "ktp_el"
    STATUS = "status"
    LAT = "lat"
    LON = "lon"


class DateOrder(StrEnum):
    """In which order a source writes day, month and year where the marks do not tell."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


# As they stand in DP4, in KPU's Model A forms and in exports of civil registries.
HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.ID: ("ID", "ID PEMILIH", "ID PENDUDUK", "DPID"),
    Column.KK: ("NKK", "NO KK", "NOMOR KK", "KK", "NOMOR KARTU KELUARGA", "NO KARTU KELUARGA"),
    Column.NIK: ("NIK", "NO NIK", "NOMOR INDUK KEPENDUDUKAN", "NOMOR NIK", "NO KTP"),
    Column.NAME: ("NAMA", "NAMA LENGKAP", "NAMA LGKP", "NAMA PEMILIH", "NAMA PENDUDUK"),
    Column.BIRTH_PLACE: ("TEMPAT LAHIR", "TMPT LHR", "TMP LAHIR"),
    Column.BIRTH_DATE: ("TANGGAL LAHIR", "TGL LAHIR", "TGL LHR", "TANGGAL LHR"),
    Column.MARITAL: ("STS KAWIN", "STATUS KAWIN", "STATUS PERKAWINAN", "STAT KWN", "KAWIN"),
    Column.SEX: ("JK", "JENIS KELAMIN", "JENIS KLMIN", "KELAMIN", "L P"),
    Column.ADDRESS: ("ALAMAT", "JALAN DUKUH", "ALAMAT JALAN DUKUH", "ALAMAT JALAN"),
    Column.RT: ("RT", "NO RT"),
    Column.RW: ("RW", "NO RW"),
    Column.DISABILITY: ("DISABILITAS", "DIFABEL", "RAGAM DISABILITAS"),
    Column.NOTE: ("KET", "KETERANGAN"),
    Column.VILLAGE: ("KODE DESA", "KODE KEL", "KODE DESA KELURAHAN", "KODE WILAYAH", "KD DESA"),
    Column.OCCUPATION: ("PEKERJAAN", "JENIS PKRJN", "JENIS PEKERJAAN"),
    Column.CITIZENSHIP: ("KEWARGANEGARAAN", "WARGA NEGARA", "KEBANGSAAN"),
    Column.KTP_EL: ("STATUS KTP EL", "KTP EL", "STATUS EKTP", "EKTP", "STATUS REKAM"),
    Column.STATUS: ("STATUS HIDUP", "STATUS PENDUDUK", "STATUS KEPENDUDUKAN"),
    Column.LAT: ("LINTANG", "LATITUDE", "LAT"),
    Column.LON: ("BUJUR", "LONGITUDE", "LON", "LONG"),
}
REQUIRED = (Column.NIK, Column.NAME, Column.BIRTH_DATE, Column.SEX, Column.VILLAGE)
LISTED = (Column.NIK,)  # what a list of deaths, a roster or a list of judgments must have

_NOT_A_LETTER = re.compile(r"[^A-Z0-9]+")


def plain(heading: str) -> str:
    """A heading without case, marks and doubled spaces: `Tgl._Lahir ` is TGL LAHIR."""
    return _NOT_A_LETTER.sub(" ", heading.upper()).strip()


_BY_HEADING = {plain(name): column for column, names in HEADINGS.items() for name in names} | {
    plain(column): column for column in Column
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How one office writes its files; saved once, used for each delivery."""

    name: str = ""
    columns: Mapping[str, Column] = field(default_factory=dict)  # their heading -> our column
    values: Mapping[Column, Mapping[str, str]] = field(default_factory=dict)  # their word -> ours
    order: DateOrder = DateOrder.DMY
    region: str = ""
    encoding: str = "utf-8"
    sheet: str = ""

    def column_of(self, heading: str) -> Column | None:
        """The column a heading stands for; the office's own words go first."""
        own = {plain(theirs): column for theirs, column in self.columns.items()}
        return own.get(plain(heading)) or _BY_HEADING.get(plain(heading))


def found(headings: Sequence[str], source: Source) -> Mapping[Column, str]:
    """Which heading holds which column. Raises BadData when two claim the same one."""
    held: dict[Column, str] = {}
    for heading in headings:
        column = source.column_of(heading)
        if column is None:
            continue
        if column in held:
            raise BadData(
                f"Dua kolom, '{held[column]}' dan '{heading}', sama-sama dibaca sebagai {column}. "
                "Hapus salah satu atau tetapkan yang dipakai dalam berkas pemetaan."
            )
        held[column] = heading
    return held


def required(held: Mapping[Column, str], need: Sequence[Column] = REQUIRED) -> None:
    """Raises BadData naming every required column that no heading stands for."""
    missing = [column for column in need if column not in held]
    if missing:
        wanted = "; ".join(f"{column} ({', '.join(HEADINGS[column][:2])})" for column in missing)
        raise BadData(
            f"Kolom yang wajib tidak ditemukan: {wanted}. "
            "Periksa baris judul atau tulis namanya dalam berkas pemetaan."
        )
