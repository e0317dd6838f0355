"""The peer of the matcher: Splink with settings that fit a population register."""

from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

READ = """
select "ID" as unique_id, nullif("NIK", '') as nik, nullif("NKK", '') as kk, "NAMA" as name,
       "TEMPAT LAHIR" as place, "JK" as sex, replace("KODE DESA", '.', '') as village,
       "RT" as rt, strftime(born, '%Y-%m-%d') as born,
       split_part("NAMA", ' ', 1) as first
from (select *, coalesce(try_strptime("TANGGAL LAHIR", '%d|%m|%Y'),
                         try_strptime("TANGGAL LAHIR", '%d-%m-%Y')) as born
      from read_parquet(?))
"""
RULES = (
    ("nik",),
    ("name", "born"),
    ("kk", "born"),
    ("name", "village"),
    ("first", "born", "sex"),
    ("kk", "first"),
)
TRAINING = (("name", "born"), ("nik",))  # each column is free in one of them
LIKELY = 0.95  # as its own examples have it; of the bounds tried the best, too


def _nik(rows: int) -> cl.CustomComparison:
    """Equal, a digit or two apart, another. No sample of strangers holds enough who share one."""
    return cl.CustomComparison(
        output_column_name="nik",
        comparison_levels=[
            cll.NullLevel("nik"),
            cll.ExactMatchLevel("nik").configure(u_probability=1 / rows, fix_u_probability=True),
            cll.DamerauLevenshteinLevel("nik", 1),
            cll.DamerauLevenshteinLevel("nik", 2),
            cll.ElseLevel(),
        ],
    )


def settings(rows: int) -> SettingsCreator:
    """Names by likeness and rarity, dates by their digits, numbers by slips of a digit or two."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.96, 0.92, 0.88, 0.7]).configure(
                term_frequency_adjustments=True
            ),
            cl.DamerauLevenshteinAtThresholds("born", [1, 2]),
            _nik(rows),
            cl.DamerauLevenshteinAtThresholds("kk", [1, 2]),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
            cl.ExactMatch("village").configure(term_frequency_adjustments=True),
            cl.ExactMatch("rt"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        retain_matching_columns=False,
    )


def by_splink(folder: Path) -> set[tuple[str, str]]:
    """Pairs of one person, as ids in order."""
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    people = connection.execute(READ, [str(folder / "register.parquet")]).to_arrow_table()
    api: Any = DuckDBAPI(connection)
    linker = Linker(api.register(people), settings(len(people)), log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("nik", "name"), block_on("name", "born", "place")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in TRAINING:
        training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    found = linker.inference.predict(threshold_match_probability=LIKELY)
    sql = f"select unique_id_l, unique_id_r from {found.physical_name}"  # noqa: S608  its own table
    pairs = connection.execute(sql).fetchall()
    return {(min(pair), max(pair)) for pair in pairs}
