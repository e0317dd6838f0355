"""Bodies with real districts, their sheets as people send them back, and what stands."""

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet.worksheet import Worksheet

from serentak.desk.accounts.models import Role
from serentak.desk.accounts.policy import Member
from serentak.desk.law.facts import election
from serentak.desk.obligations.models import Obligation
from serentak.desk.personnel import actions, facts, sheets
from serentak.desk.personnel.models import Report, Way
from serentak.desk.places.models import Institution
from serentak.engine.personnel.returned import Measure, Written
from tests.desk.factories import ELECTION, duty, institution, member, region, templates
from tests.desk.moment import NOW
from tests.desk.uploads import upload

KPU, BAWASLU = "74.12/kpu", "74.12/bawaslu"
FIRST, SECOND = "74.12.01", "74.12.02"
BODY = "/personel/lapor/74.12/kpu/"
PILKADA = election(ELECTION)


def office(code: str = KPU) -> Institution:
    """A body of Konawe Kepulauan, with two of its districts."""
    for place in (FIRST, SECOND):
        region(place)
    return institution(code)


def reporter(code: str = KPU) -> Member:
    """Somebody who reports for it."""
    return member((Role.REPORTER, code))


def reported(
    counts: Mapping[tuple[str, str], tuple[int | None, ...]],
    *,
    code: str = KPU,
    at: datetime = NOW,
    by: Member | None = None,
) -> Report:
    """Counts of districts and roles: appointed, trained, active, as far as given."""
    body = office(code)
    taken = actions.take(
        body,
        election=PILKADA,
        written=[
            Written(place=f"{role}-{measure}", key=(place, role, measure), value=value)
            for (place, role), values in counts.items()
            for measure, value in zip(Measure, values, strict=False)
        ],
        base=sheets.base(body, ELECTION, at=at),
        way=Way.FORM,
        by=by or reporter(code),
        at=at,
    )
    assert taken.report is not None, taken.judged.slips
    return taken.report


def due_on(role: str, day: date | None, *, body: str = KPU) -> Obligation:
    """The duty by which a role is appointed, with a date of the test's choice."""
    kind, place = body.partition("/")[2], body.partition("/")[0]
    names = [one.id for one in templates(kind, place)]
    return duty(body, due=day, nth=names.index(facts.duties("pilkada")[role].id))


def standing(place: str, role: str, *, at: datetime = NOW) -> tuple[int | None, ...]:
    """Appointed, trained, active of a post."""
    counts = facts.standing(ELECTION, at=at)
    return tuple(counts.get((place, role, measure)) for measure in Measure)


def form(content: bytes, change: Callable[[Worksheet], Any]) -> bytes:
    """A workbook after somebody changed its sheet and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book[sheets.NAME])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(sheet: Worksheet, place: str, role: str) -> int:
    """The number of a post's row."""
    for row, (cell,) in enumerate(sheet.iter_rows(min_col=1, max_col=1), start=1):
        if (cell.value, sheet.cell(row, 3).value) == (place, role):
            return row
    raise AssertionError(f"{place} {role}: not on the sheet")


def sent(content: bytes, name: str = "personel.xlsx") -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return upload(name, content)
