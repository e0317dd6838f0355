"""The rules of checks and voters for pandas: the peer of our own run."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.register_sql import (
    BANDS,
    DIGITS,
    FLOAT,
    OLDEST,
    VOTING_DAY,
    YOUNGEST,
    Answer,
    places,
)

NAMES = {
    "ID": "id", "NKK": "kk", "NIK": "nik", "NAMA": "called", "KODE DESA": "village",
    "STS KAWIN": "marital", "JK": "sex", "RT": "rt", "RW": "rw", "PEKERJAAN": "job",
    "DISABILITAS": "disability", "STATUS KTP-EL": "card", "STATUS HIDUP": "status",
    "KEWARGANEGARAAN": "citizenship", "LINTANG": "lat", "BUJUR": "lon", "TANGGAL LAHIR": "written",
}  # fmt: skip
SERVING = ["TNI", "POLRI", "TENTARA NASIONAL INDONESIA", "KEPOLISIAN RI"]
NOTHING = ["", "-", "0"]
Test = Callable[[Any], Any]
TESTS: Mapping[str, Test] = {
    "nik-missing": lambda r: r.nik.isin(NOTHING),
    "nik-form": lambda r: ~r.nik.isin(NOTHING) & r.no.isna() & ~r.float,
    "nik-float": lambda r: r.no.isna() & r.float,
    "nik-district": lambda r: r.no.notna() & ~r.district_known,
    "nik-birth-date": lambda r: (
        r.no.notna() & r.born.notna() & ~(r.inside - r.ddmmyy).isin([0, 400_000])
    ),
    "nik-sex": lambda r: r.no.notna() & ((r.inside > 400_000) != (r.sex == "P")),
    "birth-date-missing": lambda r: r.written == "",
    "birth-date-unreadable": lambda r: (r.written != "") & ~r.whole,
    "birth-date-impossible": lambda r: (r.whole & r.born.isna()) | (r.born > VOTING_DAY),
    "under-age": lambda r: (r.born > YOUNGEST) & (r.marital == "B"),
    "over-age": lambda r: r.born <= OLDEST,
    "sex-unread": lambda r: ~r.sex.isin(["L", "P"]),
    "marital-unread": lambda r: ~r.marital.isin(["B", "S", "P"]),
    "kk-missing": lambda r: r.kk == "",
    "kk-form": lambda r: (r.kk != "") & ~r.kk.str.fullmatch(DIGITS),
    "name-empty": lambda r: r.called.str.strip() == "",
    "village-unknown": lambda r: ~r.place_known,
    "deceased": lambda r: r.dead,
    "deceased-listed": lambda r: r.died & ~r.dead,
    "deceased-unclear": lambda r: r.deaths_on & ~r.died,
    "tni-polri": lambda r: r.serves,
    "tni-polri-listed": lambda r: r.enlisted & ~r.serves,
    "id-duplicate": lambda r: r.id.duplicated(),
}
BARS: Mapping[str, Test] = {
    "deceased": TESTS["deceased"],
    "deceased-listed": lambda r: r.died,
    "not-citizen": lambda r: r.citizenship == "WNA",
    "under-age": TESTS["under-age"],
    "age-unknown": lambda r: r.born.isna() & (r.marital == "B"),
    "tni-polri": TESTS["tni-polri"],
    "tni-polri-listed": lambda r: r.enlisted,
    "moved": lambda r: r.status == "PINDAH",
    "no-village": TESTS["village-unknown"],
}


def by_pandas(folder: Path, out: Path) -> Answer:
    """Findings, excluded and voters from data frames, in the same order as ours."""
    row = _read(folder)
    found = _written(row, TESTS, out / "findings.parquet")
    away = _written(row, BARS, out / "excluded.parquet")
    may = row[~row.id.isin(away.id)]
    age = (VOTING_DAY - may.born) // 10_000
    voters = may.assign(age=age, age_band="?", first_time=age < 22, ktp_el=may.card == "S")
    for low, band in reversed(BANDS.items()):
        voters.loc[age >= low, "age_band"] = band
    columns = ["id", "kk", "village", "rt", "rw", "lat", "lon", "sex", "age", "age_band"]
    told = voters[[*columns, "first_time", "disability", "ktp_el"]].sort_values("id")
    told.to_parquet(out / "voters.parquet", index=False)
    told.groupby("village").agg({"id": "count", "first_time": "sum"}).to_csv(out / "voters.csv")
    return {
        "findings": found.rule.value_counts().to_dict(),
        "bars": away.rule.value_counts().to_dict(),
        "voters": {"all": len(told)},
    }


def _read(folder: Path) -> Any:
    row = pd.read_parquet(folder / "register.parquet", columns=list(NAMES)).rename(columns=NAMES)
    texts = [name for name in NAMES.values() if name not in ("lat", "lon")]
    row[texts] = row[texts].fillna("")
    row["no"] = row.nik.where(row.nik.str.fullmatch(DIGITS)).astype("Int64")
    row["float"] = row.nik.str.fullmatch(FLOAT)
    row["whole"] = row.written.str.fullmatch(r"..\|..\|....")
    row["born"] = _number(row.written)
    row["inside"] = row.no // 10_000 % 1_000_000
    day, month, year = row.born % 100, row.born // 100 % 100, row.born // 10_000 % 100
    row["ddmmyy"] = day * 10_000 + month * 100 + year
    villages, districts = places(folder)
    row["place_known"] = row.village.isin(villages)
    row["district_known"] = (row.no // 10**10).isin(districts)
    row["dead"], row["serves"] = row.status == "MENINGGAL", row.job.isin(SERVING)
    row["deaths_on"], row["died"] = _listed(row, folder / "deaths.csv")
    _, row["enlisted"] = _listed(row, folder / "roster.csv")
    return row


def _number(written: Any) -> Any:
    """A date as yyyymmdd; other forms are none."""
    day = pd.to_datetime(written, format="%d|%m|%Y", errors="coerce")
    return (day.dt.year * 10_000 + day.dt.month * 100 + day.dt.day).astype("Int64")


def _listed(row: Any, file: Path) -> tuple[Any, Any]:
    """Whose NIK a list has, and whom it strikes."""
    listed = pd.read_csv(file, dtype=str).drop_duplicates("NIK").set_index("NIK")
    on = row.nik.isin(listed.index)
    born = row.nik.map(_number(listed["TANGGAL LAHIR"]))
    return on, on & ((born == row.born) | row.born.isna() | born.isna()).fillna(value=False)


def _written(row: Any, tests: Mapping[str, Test], file: Path) -> Any:
    """One line for every yes, written down."""
    struck = [
        row.loc[test(row).fillna(value=False), ["id"]].assign(rule=rule)
        for rule, test in tests.items()
    ]
    found = pd.concat(struck).sort_values(["id", "rule"])
    found.to_parquet(file, index=False)
    return found
