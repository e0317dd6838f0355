"""The rules of checks and voters as SQL written by hand: what our own run is held against."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb

from serentak.engine import store
from serentak.engine.regions import RegionCode

# The values are ours, and a query written by hand is text.
# ruff: noqa: S608

Answer = Mapping[str, Mapping[str, int]]  # findings and bars by rule, and how many voters
VILLAGE = 13  # characters of a village's code
VOTING_DAY, YOUNGEST, OLDEST = 20241127, 20071127, 19031127
DIGITS, FLOAT = "[1-9][0-9]{15}", r"[0-9]+([.,][0-9]*([eE]\+?[0-9]+)?|[eE]\+?[0-9]+)"

PEOPLE = f"""(
  select "ID" as id, "NKK" as kk, coalesce("NIK", '') as nik, "NAMA" as name, "KODE DESA" as village,
    "STS KAWIN" as marital, "JK" as sex, "RT" as rt, "RW" as rw, "PEKERJAAN" as job,
    coalesce("DISABILITAS", '') as disability, "STATUS KTP-EL" as card, "STATUS HIDUP" as status,
    "KEWARGANEGARAAN" as citizenship, "LINTANG" as lat, "BUJUR" as lon, "TANGGAL LAHIR" as written,
    case when regexp_full_match("NIK", '{DIGITS}') then cast("NIK" as bigint) end as no,
    if("TANGGAL LAHIR" like '__|__|____', try_strptime("TANGGAL LAHIR", '%d|%m|%Y'), null) as day,
    year(day) * 10000 + month(day) * 100 + day(day) as born
  from read_parquet($register)
) left join villages on village = place
  left join districts on no // 10000000000 = district
  left join deaths on no = dead_no
  left join roster on no = serving_no"""
DEAD = "(status = 'MENINGGAL')"
SERVES = "(job in ('TNI', 'POLRI', 'TENTARA NASIONAL INDONESIA', 'KEPOLISIAN RI'))"
YOUNG = f"(born > {YOUNGEST} and marital = 'B')"
DIED = "(dead_no is not null and coalesce(dead_born = born, true))"
ENLISTED = "(serving_no is not null and coalesce(serving_born = born, true))"
CHECKS = {
    "nik-missing": "nik in ('', '-', '0')",
    "nik-form": f"nik not in ('', '-', '0') and no is null and not regexp_full_match(nik, '{FLOAT}')",
    "nik-float": f"no is null and regexp_full_match(nik, '{FLOAT}')",
    "nik-district": "no is not null and district is null",
    "nik-birth-date": "no // 10000 % 1000000 - (born % 100 * 10000 + born // 100 % 100 * 100 "
    "+ born // 10000 % 100) not in (0, 400000)",
    "nik-sex": "(no // 10000 % 1000000 > 400000) <> (sex = 'P')",
    "birth-date-missing": "coalesce(written, '') = ''",
    "birth-date-unreadable": "written <> '' and written not like '__|__|____'",
    "birth-date-impossible": f"(written like '__|__|____' and born is null) or born > {VOTING_DAY}",
    "under-age": YOUNG,
    "over-age": f"born <= {OLDEST}",
    "sex-unread": "coalesce(sex, '') not in ('L', 'P')",
    "marital-unread": "coalesce(marital, '') not in ('B', 'S', 'P')",
    "kk-missing": "coalesce(kk, '') = ''",
    "kk-form": f"kk <> '' and not regexp_full_match(kk, '{DIGITS}')",
    "name-empty": "trim(coalesce(name, '')) = ''",
    "village-unknown": "place is null",
    "deceased": DEAD,
    "deceased-listed": f"{DIED} and not {DEAD}",
    "deceased-unclear": f"dead_no is not null and not {DIED}",
    "tni-polri": SERVES,
    "tni-polri-listed": f"{ENLISTED} and not {SERVES}",
}
BARS = {
    "deceased": DEAD,
    "deceased-listed": DIED,
    "not-citizen": "citizenship = 'WNA'",
    "under-age": YOUNG,
    "age-unknown": "born is null and marital = 'B'",
    "tni-polri": SERVES,
    "tni-polri-listed": ENLISTED,
    "moved": "status = 'PINDAH'",
    "no-village": "place is null",
}
MAY = " and ".join(f"({bar}) is not true" for bar in BARS.values())
BANDS = {65: "65+", 55: "55-64", 45: "45-54", 35: "35-44", 25: "25-34", 17: "17-24", 0: "<17"}
VOTERS = f"""
select id, kk, place as village, rt, rw, lat, lon, sex, ({VOTING_DAY} - born) // 10000 as age,
  case {" ".join(f"when age >= {low} then '{band}'" for low, band in BANDS.items())} else '?' end as age_band,
  age < 22 as first_time, if(disability in ('0', '-'), '', disability) as disability, card = 'S' as ktp_el
from {PEOPLE} where {MAY} order by id"""
VILLAGES = """
select village, count(*), count(*) filter (sex = 'L'), count(*) filter (sex = 'P'), sum(first_time::int),
  count(*) filter (disability <> ''), count(*) filter (not ktp_el)
from voters group by village order by village"""
KINDS = """
select sex, age_band, disability, first_time, ktp_el, count(*) from voters
group by grouping sets ((sex), (age_band), (disability), (first_time), (ktp_el))"""


def by_sql(folder: Path, out: Path) -> Answer:
    """Findings, excluded, voters and their sums, written in the same order as ours."""
    db = duckdb.connect()
    _ground(db, folder)
    given = {"register": str(folder / "register.parquet")}
    _mark(db, given)
    for table, name in (("found", "findings"), ("away", "excluded")):
        lines = f"select id, rule from {table} order by id, rule"
        db.execute(f"copy ({lines}) to '{out / name}.parquet'")
        sums = f"select place, rule, count(*) from {table} group by all order by all"
        db.execute(f"copy ({sums}) to '{out / name}.csv'")
    db.execute(f"copy ({VOTERS}) to '{out / 'voters.parquet'}'", given)
    db.execute(f"create view voters as select * from read_parquet('{out / 'voters.parquet'}')")
    db.execute(f"copy ({VILLAGES}) to '{out / 'voters.csv'}'")
    db.execute(KINDS).fetchall()
    return {
        "findings": _counted(db, "found"),
        "bars": _counted(db, "away"),
        "voters": dict(db.execute("select 'all', count(*) from voters").fetchall()),
    }


def _mark(db: duckdb.DuckDBPyConnection, given: Mapping[str, str]) -> None:
    """One pass for all rules; then a line for every yes."""
    bits = f"select id, place, {_bits(CHECKS)} as faults, {_bits(BARS)} as bars from {PEOPLE}"
    marked = f"select * from ({bits}) where faults <> 0 or bars <> 0"
    db.execute(f"create temp table marked as {marked}", given)
    for table, column, rules in (("found", "faults", CHECKS), ("away", "bars", BARS)):
        lines = f"select id, place, rule from marked, {_names(rules)} where {column} & bit <> 0"
        db.execute(f"create temp table {table} as {lines}")
    db.execute(
        "insert into found select \"ID\", null, 'id-duplicate' from read_parquet($register) "
        'group by "ID" having count(*) > 1',
        given,
    )


def _counted(db: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(db.execute(f"select rule, count(*) from {table} group by rule").fetchall())


def _bits(rules: Mapping[str, str]) -> str:
    return " + ".join(f"if({rule}, {1 << n}, 0)" for n, rule in enumerate(rules.values()))


def _names(rules: Mapping[str, str]) -> str:
    pairs = ", ".join(f"('{name}', {1 << n})" for n, name in enumerate(rules))
    return f"(values {pairs}) names(rule, bit)"


def _ground(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    villages, districts = places(folder)
    db.execute("create temp table villages as select unnest($1::varchar[]) as place", [villages])
    db.execute(
        "create temp table districts as select unnest($1::bigint[]) as district", [districts]
    )
    for name, column in (("deaths", "dead"), ("roster", "serving")):
        db.execute(
            f'create temp table {name} as select cast("NIK" as bigint) as {column}_no, '
            "any_value(cast(strftime(try_strptime(\"TANGGAL LAHIR\", '%d|%m|%Y'), '%Y%m%d') as int)) "
            f"as {column}_born from read_csv($1, all_varchar = true) group by 1",
            [str(folder / f"{name}.csv")],
        )


@lru_cache(maxsize=4)
def places(folder: Path) -> tuple[list[RegionCode], list[int]]:
    """The villages of the provinces that a register names, and the districts of the nation."""
    named = duckdb.sql(
        f"select distinct \"KODE DESA\"[:2] from read_parquet('{folder / 'register.parquet'}')"
    ).fetchall()
    provinces = [code for code, _ in store.provinces()]
    here = [code for code in provinces if (code,) in named]
    villages = [code for one in here for code, _ in store.regions_of(one) if len(code) == VILLAGE]
    return villages, [_digits(code) for one in provinces for code, _ in store.districts_of(one)]


def _digits(code: str) -> int:
    return int(code.replace(".", ""))
