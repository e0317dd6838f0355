"""All grants of an election: a table by region and grantee, the red list, and every sum in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.budget import models, words
from serentak.desk.budget.models import Grant
from serentak.desk.places.models import Region
from serentak.engine.budget.grants import Step
from serentak.engine.budget.standing import OVERDUE, Account, State, share

COLUMNS = (("kpu", "KPU"), ("bawaslu", "Bawaslu"), ("security", "Polri, TNI"))
_KINDS = {"kpu": "kpu", "bawaslu": "bawaslu", "polri": "security", "tni": "security"}
_TROUBLE = {state: rank for rank, state in enumerate((State.LATE, State.UNREPORTED))}
_CALM = len(_TROUBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A grant with how it stands."""

    row: Grant
    account: Account
    simulated: bool

    @property
    def state(self) -> str:
        """In words."""
        return words.state(self.account)

    @property
    def icon(self) -> str:
        """As a shape."""
        return words.ICONS[self.account.state]

    @property
    def named_steps(self) -> list[tuple[str, str]]:
        """What was asked, reviewed and signed, each under its name."""
        return [(str(models.Step(step).label), self._step(step)) for step in Step]

    def _step(self, step: Step) -> str:
        known = self.account.grant.sum(step)
        if known is None:
            return "–"
        return words.money(known.amount)

    @property
    def paid(self) -> str:
        """Rupiah and share, or that nothing was reported."""
        return words.paid(self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A region's grants to one kind of grantee as one bar; shares are percent of the signed sum."""

    grantee: str
    lines: tuple[Line, ...]
    state: State | None  # the worst of them; None where no grant is known
    agreed: int
    paid: int
    due: int
    first: float  # the bar's parts: paid of the first tranche, paid of the others
    rest: float

    @property
    def plan(self) -> float:
        """Where the bar should have come by now."""
        return 100 * self.due / self.agreed if self.agreed else 0.0

    @property
    def behind(self) -> bool:
        """Whether something was reported and falls short."""
        return 0 < self.paid < self.due

    @property
    def silent(self) -> bool:
        """Past its day, and nothing was reported at all."""
        return self.due > 0 and not self.paid

    @property
    def open(self) -> bool:
        """Whether money is missing by now, however that came to be known."""
        return self.state in OVERDUE

    @property
    def percent(self) -> str:
        """What was paid, in whole percent."""
        return words.percent(share(self.paid, self.agreed))

    @property
    def said(self) -> str:
        """The cell in words where it has no bar."""
        if self.state is None:
            return _("tidak ada data")
        signed = any(one.account.grant.signed for one in self.lines)
        return _("nilai belum ada") if signed else _("belum diteken")

    @property
    def label(self) -> str:
        """The bar in words, for whoever does not see it."""
        values = {
            "body": self.grantee,
            "agreed": words.short(self.agreed),
            "paid": self.percent,
            "due": words.percent(share(self.due, self.agreed)),
        }
        return _("%(body)s: disepakati %(agreed)s, cair %(paid)s, seharusnya %(due)s") % values


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A region in the table."""

    region: Region
    cells: tuple[Cell, ...]

    @property
    def agreed(self) -> int:
        """All signed sums that are known."""
        return sum(cell.agreed for cell in self.cells)

    @property
    def total(self) -> str:
        """Signed and paid, in short."""
        if not self.agreed:
            return "–"
        paid = share(sum(cell.paid for cell in self.cells), self.agreed)
        return f"{words.short(self.agreed)} · {words.percent(paid)}"

    @property
    def rank(self) -> tuple[int, int, str]:
        """Trouble first: what is late by report, then what nobody reports, then the rest."""
        worst = min((_TROUBLE.get(c.state, _CALM) for c in self.cells if c.state), default=_CALM)
        missing = sum(line.account.short for cell in self.cells for line in cell.lines)
        return worst, -missing, self.region.code

    @property
    def calm(self) -> bool:
        """Whether everything known is paid as it should be."""
        known = [cell for cell in self.cells if cell.agreed]
        return bool(known) and not any(cell.open for cell in known)


def table(lines: Sequence[Line], regions: Sequence[Region]) -> list[Row]:
    """Every region with its three bars, worst first."""
    by_region: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_region[line.row.region_id].append(line)
    rows = [Row(region=one, cells=tuple(_cells(by_region[one.code]))) for one in regions]
    return sorted(rows, key=lambda one: one.rank)


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    for kind, name in COLUMNS:
        own = tuple(line for line in lines if _KINDS[line.row.grantee.kind] == kind)
        known = [line for line in own if line.account.agreed is not None]
        agreed = sum(line.account.agreed or 0 for line in known)
        first = sum(one.paid for line in known for one in line.account.standings[:1])
        rest = sum(one.paid for line in known for one in line.account.standings[1:])
        yield Cell(
            grantee=name,
            lines=own,
            state=_worst(own),
            agreed=agreed,
            paid=sum(line.account.paid for line in known),
            due=sum(line.account.due for line in known),
            first=100 * first / agreed if agreed else 0.0,
            rest=100 * rest / agreed if agreed else 0.0,
        )


def _worst(lines: Sequence[Line]) -> State | None:
    order = list(State)
    return min((line.account.state for line in lines), key=order.index, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page's headline and what stands under it."""

    known: int
    red: int
    below: int
    silent: int
    short: int
    limit: int  # percent of the red list

    @property
    def finding(self) -> str:
        """The finding as a sentence."""
        if not self.known:
            return _("Belum ada hibah yang tercatat")
        if not self.red:
            return _("Tidak ada hibah yang lewat tenggat")
        text = ngettext(
            "%(n)s dari %(known)s hibah lewat tenggat",
            "%(n)s dari %(known)s hibah lewat tenggat",
            self.red,
        )
        below = ngettext(
            "%(n)s di bawah %(limit)s persen", "%(n)s di bawah %(limit)s persen", self.below
        )
        said = text % {"n": self.red, "known": self.known}
        return f"{said}, {below % {'n': self.below, 'limit': self.limit}}" if self.below else said


def summary(lines: Sequence[Line], *, limit: int) -> Summary:
    """Counts over all grants whose sum is known."""
    known = [line for line in lines if line.account.standings]
    red = [line for line in known if line.account.red]
    return Summary(
        known=len(known),
        red=len(red),
        below=sum(line.account.below for line in red),
        silent=sum(not line.account.paid for line in red),
        short=sum(line.account.short for line in red),
        limit=limit,
    )


def lines(
    rows: Sequence[Grant], accounts: Mapping[int, Account], simulated: set[int]
) -> list[Line]:
    """Grants beside how they stand; of what was neither recorded nor published yet, none."""
    return [
        Line(row=row, account=accounts[row.pk], simulated=row.pk in simulated)
        for row in rows
        if accounts[row.pk].grant.sums or accounts[row.pk].grant.entries
    ]
