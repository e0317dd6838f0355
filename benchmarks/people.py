"""Random rows in the form of an office's export, to measure on; nobody in them exists."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from serentak.engine import store
from serentak.engine.regions import Level, RegionCode, level

PART = 500_000
SYLLABLES = np.array(["ba", "de", "fu", "go", "hi", "ju", "ka", "lo", "mi", "no", "pu", "ra"])
FAMILY = 4


def write(target: Path, count: int, seed: int = 1) -> Path:
    """A register of so many rows as one Parquet file, and beside it deaths and a roster."""
    dice = np.random.default_rng(seed)
    regions = [code for code, _ in store.regions_of(RegionCode("74"))]
    villages = np.array([code for code in regions if level(code) is Level.VILLAGE])
    target.mkdir(parents=True, exist_ok=True)
    register = target / "register.parquet"
    with pq.ParquetWriter(register, _part(villages, 0, 1, dice).schema) as out:
        for first in range(0, count, PART):
            out.write_table(_part(villages, first, min(PART, count - first), dice))
    for name, rows in (("deaths", count // 500), ("roster", count // 400)):
        people = pq.read_table(register, columns=["NIK", "TANGGAL LAHIR"])
        chosen = people.take(np.sort(dice.choice(count, rows, replace=False)))
        lines = zip(*(column.to_pylist() for column in chosen.columns), strict=True)
        text = "\n".join(["NIK,TANGGAL LAHIR", *(",".join(line) for line in lines)])
        (target / f"{name}.csv").write_text(f"{text}\n", "utf-8")
    return target


def _part(villages: np.ndarray, first: int, count: int, dice: np.random.Generator) -> pa.Table:
    """So many rows; about one in twenty has something wrong."""
    serial = np.arange(first, first + count)
    born = np.datetime64("1930-01-01") + dice.integers(0, 34_000, count)
    year = born.astype("datetime64[Y]").astype(int) + 1970
    month = born.astype("datetime64[M]").astype(int) % 12 + 1
    day = (born - born.astype("datetime64[M]")).astype(int) + 1
    woman = dice.random(count) < 0.5
    village = villages[dice.integers(0, len(villages), count)]
    district = np.char.replace(village.astype("U8"), ".", "").astype(np.int64)
    wrong = dice.random(count)
    digits = district * 10**10 + (day + 40 * woman) * 10**8 + month * 10**6 + year % 100 * 10**4
    digits += serial % 9_999 + 1
    nik = digits.astype("U16")
    nik[wrong < 0.01] = ""
    nik[(wrong > 0.01) & (wrong < 0.015)] = "7.40101E+15"
    nik[(wrong > 0.015) & (wrong < 0.02)] = "740101"
    date = _joined("|", day, month, year)
    date[(wrong > 0.02) & (wrong < 0.025)] = "31|02|1980"
    village = np.where((wrong > 0.025) & (wrong < 0.03), "74.99.01.2001", village)
    name = SYLLABLES[dice.integers(0, 12, count)]
    for _ in range(5):
        name = np.char.add(name, SYLLABLES[dice.integers(0, 12, count)])
    name = np.char.upper(name)
    name[(wrong > 0.03) & (wrong < 0.032)] = ""
    adult = year < 2007
    kk = (7401_010101_000000 + serial // FAMILY).astype("U16")
    return pa.table(
        {
            "ID": serial,
            "KODE DESA": village,
            "NKK": kk,
            "NIK": nik,
            "NAMA": name,
            "TEMPAT LAHIR": np.full(count, "KENDARI"),
            "TANGGAL LAHIR": date,
            "STS KAWIN": np.where(
                adult, np.array(["B", "S", "P"])[dice.integers(0, 3, count)], "B"
            ),
            "JK": np.where(woman, "P", "L"),
            "ALAMAT": np.char.add("JALAN ", (serial % 900).astype("U3")),
            "RT": (serial // 200 % 9 + 1).astype("U3"),
            "RW": (serial // 800 % 4 + 1).astype("U3"),
            "DISABILITAS": np.where(wrong > 0.98, "1", "0"),
            "KET": np.full(count, ""),
            "PEKERJAAN": np.where((wrong > 0.97) & (wrong < 0.975), "TNI", "PETANI"),
            "STATUS KTP-EL": np.where(wrong > 0.95, "B", "S"),
            "KEWARGANEGARAAN": np.where(wrong > 0.999, "WNA", "WNI"),
            "STATUS HIDUP": np.where((wrong > 0.96) & (wrong < 0.962), "MENINGGAL", "HIDUP"),
            "LINTANG": -4.0 - dice.random(count),
            "BUJUR": 121.0 + dice.random(count),
        }
    )


def _joined(mark: str, *parts: np.ndarray) -> np.ndarray:
    day, month, year = (part.astype("U4") for part in parts)
    text = np.char.add(np.char.zfill(day, 2), mark)
    text = np.char.add(text, np.char.add(np.char.zfill(month, 2), mark))
    return np.char.add(text, year)
