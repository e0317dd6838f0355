"""Which columns the matcher looks at, and the headings under which files bring them."""

import re
from collections.abc import Mapping, Sequence

from serentak.engine.errors import BadData

# A role may be put together from several columns, as a name from given name and surname.
Roles = Mapping[str, Sequence[str]]

HEADINGS: Mapping[str, str] = {
    "id": "ID|ID PEMILIH|ID PENDUDUK|DPID",
    "kk": "NKK|NO KK|NOMOR KK|KK|NOMOR KARTU KELUARGA|NO KARTU KELUARGA",
    "nik": "NIK|NO NIK|NOMOR INDUK KEPENDUDUKAN|NOMOR NIK|NO KTP",
    "name": "NAMA|NAMA LENGKAP|NAMA LGKP|NAMA PEMILIH|NAMA PENDUDUK|NAME",
    "birth_place": "TEMPAT LAHIR|TMPT LHR|TMP LAHIR|BIRTH PLACE",
    "birth_date": "TANGGAL LAHIR|TGL LAHIR|TGL LHR|TANGGAL LHR|BIRTH DATE|DATE OF BIRTH",
    "marital": "STS KAWIN|STATUS KAWIN|STATUS PERKAWINAN|STAT KWN|KAWIN|MARITAL",
    "sex": "JK|JENIS KELAMIN|JENIS KLMIN|KELAMIN|L P|SEX",
    "address": "ALAMAT|JALAN DUKUH|ALAMAT JALAN DUKUH|ALAMAT JALAN|ADDRESS",
    "rt": "RT|NO RT",
    "rw": "RW|NO RW",
    "village": "KODE DESA|KODE KEL|KODE DESA KELURAHAN|KODE WILAYAH|KD DESA|VILLAGE"
    "|KODE KEC|KODE KECAMATAN|KODE KAB|KODE KABUPATEN|KODE KAB KOTA",
}
NEEDED = ("name",)
_MARKS = re.compile(r"[^A-Z0-9]+")
_ROLE = {
    heading: role for role, headings in HEADINGS.items() for heading in headings.split("|")
}


def plain(heading: str) -> str:
    """A heading without case, marks and doubled spaces: `Tgl._Lahir ` is TGL LAHIR."""
    return _MARKS.sub(" ", heading.upper()).strip()


def roles(headings: Sequence[str], given: Roles) -> Roles:
    """Which headings make up each role; what is given goes before what headings tell."""
    lost = sorted({one for some in given.values() for one in some} - set(headings))
    if lost:
        raise BadData(f"Kolom tidak ada dalam berkas: {', '.join(lost)}. Periksa --columns.")
    found: dict[str, Sequence[str]] = dict(given)
    for heading in headings:
        role = _ROLE.get(plain(heading))
        if role is not None:
            found.setdefault(role, (heading,))
    missing = [role for role in NEEDED if role not in found]
    if missing:
        raise BadData(
            "Kolom nama tidak ditemukan. Beri judul NAMA, atau tunjuk dengan "
            "--columns name=JUDUL."
        )
    return found


def parsed(text: str) -> Roles:
    """Roles as written on a command line: `name=given_name+surname,nik=soc_sec_id`."""
    found: dict[str, Sequence[str]] = {}
    for part in filter(None, text.split(",")):
        role, _, headings = part.partition("=")
        if role not in HEADINGS or not headings:
            raise BadData(
                f"--columns: '{part}' tidak dikenal. Tulis PERAN=JUDUL atau PERAN=JUDUL+JUDUL; "
                f"peran: {', '.join(HEADINGS)}."
            )
        found[role] = tuple(headings.split("+"))
    return found
