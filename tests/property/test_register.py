"""What must hold for any row: no answer is lost, a clean row stays clean, order means nothing."""

import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from serentak.engine.register import checks, voters
from tests.unit.residents import VOTING_DAY, Row, asked, law, row

# Texts that have met a register: blanks, marks, digits, letters, and what breaks programs.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='\0\r\n"'), max_size=20)
COLUMNS = ("NIK", "NKK", "NAMA", "TANGGAL_LAHIR", "STS_KAWIN", "JK", "KODE_DESA", "PEKERJAAN")
SEVERAL = settings(max_examples=15, deadline=None)


def answers(rows: list[Row]) -> Mapping[str, tuple[set[str], set[str]]]:
    """Ask in a folder of its own, because Hypothesis asks many times."""
    with tempfile.TemporaryDirectory() as folder:
        return asked(Path(folder), rows)


@SEVERAL
@given(
    st.lists(
        st.fixed_dictionaries({}, optional=dict.fromkeys(COLUMNS, TEXTS)), min_size=1, max_size=40
    )
)
def test_every_row_gets_an_answer_whatever_stands_in_it(changes: list[dict[str, str]]) -> None:
    rows = [row(n, **change) for n, change in enumerate(changes)]

    found = answers(rows)

    assert set(found) == {str(n) for n in range(len(rows))}
    for faults, bars in found.values():
        assert faults <= set(checks.TESTS)
        assert bars <= set(voters.TESTS)


@SEVERAL
@given(
    st.lists(
        st.tuples(st.dates(date(1904, 1, 1), date(2024, 11, 27)), st.sampled_from("LP")),
        min_size=1,
        max_size=60,
    )
)
def test_a_consistent_row_has_no_fault_and_votes_by_age_alone(
    people: list[tuple[date, str]],
) -> None:
    rows = [_consistent(n, born, sex) for n, (born, sex) in enumerate(people)]

    found = answers(rows)

    for n, (born, _) in enumerate(people):
        young = born > _years_before(VOTING_DAY, law().norm("voting-age").number)
        expected = {"under-age"} if young else set()
        assert found[str(n)] == (expected, expected)


def _consistent(n: int, born: date, sex: str) -> Row:
    inside = f"{born.day + (40 if sex == 'P' else 0):02d}{born:%m%y}"
    return row(
        n, TANGGAL_LAHIR=f"{born:%d|%m|%Y}", NIK=f"740101{inside}0001", JK=sex, STS_KAWIN="B"
    )


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


@SEVERAL
@given(st.integers(1, 73_000))
def test_a_serial_of_a_spreadsheet_is_its_day(serial: int) -> None:
    born = date(1899, 12, 30) + timedelta(days=serial)
    rows = [row(1, TANGGAL_LAHIR=f"{serial:04d}"), row(2, TANGGAL_LAHIR=f"{born:%d-%m-%Y}")]

    found = answers(rows)

    assert serial < 1000 or found["1"] == found["2"]
