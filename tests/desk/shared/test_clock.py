"""The moment a page shows: a day to its last second, or a moment as it was written."""

import pytest

from serentak.desk.shared.clock import parse


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-10-15", "2024-10-15T23:59:59+08:00"),
        ("2024-10-15T10:00", "2024-10-15T10:00:00+08:00"),
        ("2024-10-15t10:00", "2024-10-15T10:00:00+08:00"),
        ("2024-10-15T10.00", "2024-10-15T10:00:00+08:00"),
        ("2024-10-15T10:00+07:00", "2024-10-15T11:00:00+08:00"),
    ],
)
def test_a_day_or_a_moment_is_shown_on_the_provinces_clock(text: str, shown: str) -> None:
    found = parse(text)

    assert found is not None
    assert found.isoformat() == shown


@pytest.mark.parametrize("text", ["", "besok", "2014-12-31", "2041-01-01", "2024-10-15T10.0"])
def test_what_no_page_can_show_is_not_guessed(text: str) -> None:
    assert parse(text) is None
