"""What two election cycles taught about figures and evidence that contradict each other."""

from datetime import date
from typing import Any

from serentak.engine.figures import (
    Dated,
    Figure,
    Slip,
    Standing,
    add_up,
    chain,
    clashes,
    findings,
    steps,
)


def version(stage: str, value: int, standing: Standing, on: date, **more: Any) -> Figure:
    facts: dict[str, Any] = {"unit": "voters", "source": "Media contoh", "body": "KPU"} | more
    return Figure(
        key=f"{stage}-{value}", stage=stage, value=value, standing=standing, on=on, **facts
    )


def test_a_list_that_shrinks_from_draft_to_final_is_no_contradiction() -> None:
    draft = version("DPS", 1_880_176, Standing.SUPERSEDED, date(2024, 8, 31))
    final = version("DPT", 1_876_792, Standing.FINAL, date(2024, 9, 22))

    found = chain([draft, final])

    assert [one.change for one in steps(found)] == [None, -3_384]
    assert clashes(found) == ()


def test_three_numbers_of_stations_leave_one_in_use_and_one_rival() -> None:
    interim = version("DPSHP", 8_157, Standing.SUPERSEDED, date(2023, 5, 12))
    final = version("DPT", 8_154, Standing.FINAL, date(2023, 6, 27))
    spoken = version("DPT", 8_155, Standing.CONFLICT, date(2023, 12, 31), body="Sekda")

    found = chain([interim, final, spoken])

    assert found.current is final
    assert [(one.other.body, one.gap) for one in clashes(found)] == [("Sekda", 1)]


def test_a_later_statement_does_not_replace_a_signed_grant() -> None:
    signed = version("NPHD", 233_300_000_000, Standing.FINAL, date(2023, 10, 27))
    spoken = version("pernyataan", 338_000_000_000, Standing.CONFLICT, date(2025, 1, 20))

    found = chain([signed, spoken])

    assert found.current is signed
    assert found.spread == 104_700_000_000


def test_a_total_and_its_own_breakdown_take_nobodys_side() -> None:
    total = version("", 95, Standing.CONFLICT, date(2024, 2, 29))
    breakdown = version("", 218, Standing.CONFLICT, date(2024, 2, 29))

    found = chain([total, breakdown])

    assert found.current is None
    assert [one.gap for one in clashes(found)] == [123]


def test_parts_that_include_an_estimate_match_the_whole_without_proving_it() -> None:
    whole = version("DPT", 300, Standing.FINAL, date(2024, 9, 22))
    known = version("DPT", 200, Standing.FINAL, date(2024, 9, 20))
    rest = version("DPT", 100, Standing.ESTIMATE, date(2024, 9, 20))

    found = add_up(whole, [known, rest], expected=2)

    assert found.gap == 0
    assert (found.estimated, found.proves) == (1, False)


def test_a_grant_signed_after_its_last_day_was_still_accepted() -> None:
    signed = Dated(
        event=date(2023, 11, 13),
        reported=date(2023, 11, 13),
        due=date(2023, 11, 10),
        follows=None,
        accepted=True,
        precise=False,
    )

    (late,) = findings(signed)

    assert (late.slip, late.days) == (Slip.LATE, 3)


def test_money_paid_before_its_agreement_and_told_before_it_happened_slips_twice() -> None:
    paid = Dated(
        event=date(2023, 10, 20),
        reported=date(2023, 10, 19),
        due=date(2023, 11, 17),
        follows=date(2023, 10, 27),
        accepted=True,
    )

    assert [(one.slip, one.days) for one in findings(paid)] == [(Slip.BEFORE, 7), (Slip.AHEAD, 1)]
