"""Any table as an Excel sheet: heads frozen, dates and numbers as such, formulas disarmed."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    name: str, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> HttpResponse:
    """One sheet; `columns` maps keys to headings, `name` is the file's without ending."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _fill(book, name, columns, list(rows))
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _fill(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    sheet = book.add_worksheet(name[:31])
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for column, (key, heading) in enumerate(columns.items()):
        sheet.write(0, column, heading, head)
        widest = len(heading)
        for n, row in enumerate(rows, start=1):
            value = row.get(key)
            if isinstance(value, datetime):
                sheet.write_datetime(n, column, timezone.make_naive(value), moment)
            elif isinstance(value, date):
                sheet.write_datetime(n, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
            else:
                sheet.write(n, column, value if value is not None else "")
            widest = max(widest, min(len(str(value or "")), 60))
        sheet.set_column(column, column, widest + 2)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), max(len(columns) - 1, 0))
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
