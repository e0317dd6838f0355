"""A sheet read by its headings: wherever its columns stand, and what its rows cannot be."""

from collections.abc import Sequence

import pytest

from serentak.engine.errors import BadData
from serentak.engine.personnel.returned import Measure, Slip
from serentak.engine.personnel.sheet import MOST_ROWS, NEEDED, Cell, Reading, Row, read

SENT = [("74.12.01", "kpps"), ("74.12.02", "kpps")]
LETTERS = "ABCDEFGH"


def rows(*lines: Sequence[object], merged: str = "") -> list[Row]:
    return [
        Row(
            number=n,
            cells=tuple(
                Cell(place=f"{letter}{n}", value=value, merged=f"{letter}{n}" == merged)
                for letter, value in zip(LETTERS, line, strict=False)
            ),
        )
        for n, line in enumerate(lines, start=1)
    ]


def reading(*lines: Sequence[object], merged: str = "") -> Reading:
    return read(rows(NEEDED, *lines, merged=merged), sent=SENT)


def slips(found: Reading) -> list[tuple[Slip, str]]:
    return [(Slip(one.what), one.place) for one in found.slips]


def test_every_count_comes_with_its_cell() -> None:
    found = reading(("74.12.01", "kpps", 7, 6, 5), ("74.12.02", "kpps", 7, 0, 0))

    assert [(one.place, one.key[2], one.value) for one in found.written[:3]] == [
        ("C2", Measure.APPOINTED, 7),
        ("D2", Measure.TRAINED, 6),
        ("E2", Measure.ACTIVE, 5),
    ]
    assert (found.slips, found.missing) == ((), 0)


def test_columns_may_stand_in_any_order_and_others_between_them() -> None:
    heads = ("Aktif", "Catatan", *NEEDED[:4])

    found = read(rows(heads, (5, "ya", "74.12.01", "kpps", 7, 6)), sent=SENT)

    places = {one.key[2]: one.place for one in found.written}
    assert places == {Measure.APPOINTED: "E2", Measure.TRAINED: "F2", Measure.ACTIVE: "A2"}


def test_a_short_row_still_names_the_cell_that_lies_beyond_its_end() -> None:
    found = reading(("74.12.01", "kpps", 7))

    assert [one.place for one in found.written] == ["C2", "D2", "E2"]
    assert found.written[2].value is None


def test_blank_rows_are_passed_over_and_lost_ones_counted() -> None:
    assert reading((None, " ", ""), ()).missing == 2


def test_a_row_twice_is_named_with_the_first() -> None:
    found = reading(("74.12.01", "kpps", 7), ("74.12.01", "kpps", 8))

    assert slips(found) == [(Slip.DUPLICATE, "A3")]
    assert found.slips[0].numbers == {"row": 2}


def test_districts_and_roles_that_were_not_sent_are_named() -> None:
    found = reading(("74.99.01", "kpps", 7), ("74.12.01", "ketua", 7))

    assert slips(found) == [(Slip.UNKNOWN_DISTRICT, "A2"), (Slip.UNKNOWN_ROLE, "B3")]


def test_merged_cells_hide_whose_a_value_is() -> None:
    found = reading(("74.12.01", "kpps", 7), merged="C2")

    assert slips(found) == [(Slip.MERGED, "C2")]
    assert found.written == ()


def test_the_headings_may_stand_below_a_title() -> None:
    found = read(rows(("KPU",), ("Isi",), NEEDED, ("74.12.01", "kpps", 7)), sent=SENT)

    assert found.written[0].place == "C4"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([("Nama", "Alamat")], "Baris judul tidak ditemukan"),
        ([()] * 20 + [NEEDED], "Baris judul tidak ditemukan"),
        ([NEEDED[:3]], "kehilangan kolom Dilatih, Aktif"),
        ([(*NEEDED, "Aktif")], "Aktif ada dua kali"),
        ([NEEDED] * (MOST_ROWS + 1), "lebih dari 5000 baris"),
    ],
)
def test_a_sheet_whose_columns_cannot_be_told_apart_is_refused(
    lines: list[Sequence[object]], said: str
) -> None:
    with pytest.raises(BadData, match=said):
        read(rows(*lines), sent=SENT)
