"""Duties as they were at a moment: change orders that came later are taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, Q, QuerySet

from serentak.desk.obligations.models import ChangeLine, ChangeOrder, Obligation
from serentak.engine.law.model import Nature
from serentak.engine.readiness import Earlier

_NOT_YET = frozenset({"added", "restored"})  # before such a line nothing was asked
Duties = QuerySet[Obligation] | list[Obligation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which duties, by what an order may change; empty for all."""

    area: str = ""
    nature: str = ""
    kind: str = ""  # of the body that bears them
    bodies: Collection[str] | None = None

    @property
    def lookups(self) -> dict[str, Any]:
        """What to ask the database for."""
        named = {"area": self.area, "nature": self.nature, "institution__kind": self.kind}
        found: dict[str, Any] = {name: value for name, value in named.items() if value}
        return found if self.bodies is None else {**found, "institution__in": self.bodies}

    def fits(self, row: Obligation) -> bool:
        """Whether a duty, as it was, is one of them."""
        return (
            self.area in ("", row.area)
            and self.nature in ("", row.nature)
            and self.kind in ("", row.institution.kind)
            and (self.bodies is None or row.institution_id in self.bodies)
        )


_ALL = Wanted()


def asked(rows: QuerySet[Obligation], *, at: datetime, wanted: Wanted = _ALL) -> Duties:
    """Those of some duties that were asked at a moment, each as it was then.

    By date, the undated last, where an order has changed something since; else as `rows` come.
    What an order may change must be asked for in `wanted`: a filter knows only what is now.
    """
    later = _orders_after(at)
    if not later:
        return rows.filter(withdrawn=False, **wanted.lookups)
    first = _first_lines(later, rows)
    if wanted != _ALL:
        rows = rows.filter(Q(**wanted.lookups) | Q(pk__in=moved_after(at)))
    found = [_rewound(row, first.get(row.pk)) for row in rows]
    return sorted((row for row in found if not row.withdrawn and wanted.fits(row)), key=_by_date)


def as_it_was(row: Obligation, *, at: datetime) -> Obligation:
    """One duty as it was then; withdrawn when it was not asked."""
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


def earlier(rows: Iterable[Obligation]) -> Mapping[int, tuple[Earlier, ...]]:
    """What duties were before each change, in the order the changes were recorded."""
    keys = [row.pk for row in rows]
    lines = ChangeLine.objects.filter(obligation__in=keys).exclude(order__in=_loadings())
    found: dict[int, tuple[Earlier, ...]] = defaultdict(tuple)
    for line in lines.select_related("order").order_by("id"):
        found[line.obligation_id] += (
            Earlier(
                until=line.order.at,
                due=line.before,
                nature=Nature(line.before_nature),
                area=line.before_area,
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
    found = lines.select_related("before_institution__region", "before_institution__verifier")
    return {line.obligation_id: line for line in found}


def _rewound(row: Obligation, line: ChangeLine | None) -> Obligation:
    if line is not None:
        row.due, row.due_day = line.before, line.before_day
        row.expected, row.provisional = line.before_expected, line.before_provisional
        row.area, row.nature = line.before_area, line.before_nature
        row.institution = line.before_institution
        row.withdrawn = line.what in _NOT_YET
    return row


def _by_date(row: Obligation) -> tuple[bool, float, str]:
    return row.due is None, row.due.timestamp() if row.due else 0, row.key
