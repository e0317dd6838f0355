"""One reading of days and times, for every page and command; what has another shape is not guessed."""

from datetime import date, datetime, time, timedelta, timezone

import pytest

from serentak.engine.moments import clock, moment

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-12-03", date(2024, 12, 3)),
        ("2024-12-03T22.19", datetime(2024, 12, 3, 22, 19)),  # noqa: DTZ001  no zone was written
        ("2024-12-03t7:05", datetime(2024, 12, 3, 7, 5)),  # noqa: DTZ001
        ("2024-12-03 22:19:08", datetime(2024, 12, 3, 22, 19, 8)),  # noqa: DTZ001
        ("2024-12-03T22:19+07:00", datetime(2024, 12, 3, 22, 19, tzinfo=WIB)),
        ("2024-12-03T22.19Z", datetime(2024, 12, 3, 22, 19, tzinfo=timezone.utc)),  # noqa: UP017
    ],
)
def test_a_day_or_a_moment_is_read(text: str, found: date | datetime) -> None:
    assert moment(text) == found
    assert type(moment(text)) is type(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kemarin",
        "03-12-2024",
        "20241203",
        "2024-W49-2",
        "2024-02-30",
        "2024-12-03T",
        "2024-12-03T22",
        "2024-12-03T22.1",
        "2024-12-03T25:00",
        "2024-12-03T22.19.5",
        "2024-12-03T22:19+99:00",
        "2024-12-03T22:19 WIB",
        "2024-12-03\n",
        "\u0662024-12-03",
        "9" * 5_001,
    ],
)
def test_what_is_neither_is_not_guessed(text: str) -> None:
    assert moment(text) is None


def test_a_time_of_day_is_written_with_a_dot_or_a_colon() -> None:
    assert clock("22.19") == clock("22:19") == time(22, 19)
    assert clock("7.05") == time(7, 5)


@pytest.mark.parametrize("text", ["", "22", "22.1", "22.190", "25.00", "22.60", "22-19", "²2.19"])
def test_a_time_of_another_shape_is_not_guessed(text: str) -> None:
    assert clock(text) is None
