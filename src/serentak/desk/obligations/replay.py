"""Duties as they were at a moment: change orders that came later are taken back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Min, QuerySet

from serentak.desk.obligations.models import ChangeLine, ChangeOrder, Obligation
from serentak.engine.readiness import Earlier

_NOT_YET = frozenset({"added", "restored"})  # before such a line nothing was asked
Duties = QuerySet[Obligation] | list[Obligation]


def asked(rows: QuerySet[Obligation], *, at: datetime) -> Duties:
    """Those of some duties that were asked at a moment, each with its date of then.

    By date, the undated last, where an order has changed something since; else as `rows` come.
    """
    later = _orders_after(at)
    if not later:
        return rows.filter(withdrawn=False)
    first = _first_lines(later, rows)
    found = [_rewound(row, first.get(row.pk)) for row in rows]
    return sorted((row for row in found if not row.withdrawn), key=_by_date)


def as_it_was(row: Obligation, *, at: datetime) -> Obligation:
    """One duty with its date of then; withdrawn when it was not asked."""
    later = _orders_after(at)
    return _rewound(row, _first_lines(later, [row]).get(row.pk)) if later else row


def rewound(rows: Sequence[Obligation], *, at: datetime) -> None:
    """The same for several duties at once."""
    later = _orders_after(at)
    first = _first_lines(later, rows) if later else {}
    for row in rows:
        _rewound(row, first.get(row.pk))


def moved_after(at: datetime) -> QuerySet[ChangeLine, int]:
    """The duties that an order has changed since, by their ids."""
    lines = ChangeLine.objects.filter(order__in=_orders_after(at)).order_by()
    return lines.values_list("obligation", flat=True)


def earlier(keys: Iterable[int]) -> Mapping[int, tuple[Earlier, ...]]:
    """What duties were before each change, in the order the changes were recorded."""
    lines = ChangeLine.objects.filter(obligation__in=list(keys)).exclude(order__in=_loadings())
    found: dict[int, tuple[Earlier, ...]] = defaultdict(tuple)
    for line in lines.select_related("order").order_by("id"):
        found[line.obligation_id] += (
            Earlier(
                until=line.order.at,
                due=line.before,
                expected=line.before_expected,
                asked=line.what not in _NOT_YET,
            ),
        )
    return found


def _orders_after(at: datetime) -> list[int]:
    orders = ChangeOrder.objects.filter(at__gt=at).exclude(pk__in=_loadings())
    return list(orders.values_list("pk", flat=True))


def _loadings() -> QuerySet[ChangeOrder, int]:
    """The first order of each election: what a desk begins with counts from the beginning."""
    firsts = ChangeOrder.objects.order_by().values("election").annotate(first=Min("pk"))
    return firsts.values_list("first", flat=True)


def _first_lines(orders: list[int], rows: Iterable[Obligation]) -> Mapping[int, ChangeLine]:
    """By duty, the line that was recorded first of those in some orders."""
    lines = ChangeLine.objects.filter(order__in=orders, obligation__in=rows).order_by("-id")
    return {line.obligation_id: line for line in lines}


def _rewound(row: Obligation, line: ChangeLine | None) -> Obligation:
    if line is not None:
        row.due, row.due_day = line.before, line.before_day
        row.expected = line.before_expected
        row.withdrawn = line.what in _NOT_YET
    return row


def _by_date(row: Obligation) -> tuple[bool, float, str]:
    return row.due is None, row.due.timestamp() if row.due else 0, row.key
