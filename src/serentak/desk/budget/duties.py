"""What confirmed payments measure of the duty to pay a tranche, and what to show beside a duty."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from serentak.desk.accounts.policy import Act, Member
from serentak.desk.budget import facts, words
from serentak.desk.budget.models import Grant
from serentak.desk.law.facts import law
from serentak.desk.obligations import measuring
from serentak.desk.obligations.models import Obligation
from serentak.desk.obligations.signals import Shown
from serentak.desk.places.models import Institution
from serentak.engine.budget.standing import Account, Standing
from serentak.engine.law.model import Area

# The measure of a duty to pay, and which tranches it asks for.
_PAYS = {"grant.disbursed.40": slice(0, 1), "grant.disbursed.100": slice(1, None)}


def follow(grant: Grant, *, right: tuple[Act, Institution], by: Member, at: datetime) -> None:
    """Let the treasury's duties to pay show what the grantee has confirmed."""
    account = facts.accounts([grant], at=at)[grant.pk]
    for duty, part in paying(grant):
        standings = account.standings[part]
        total = sum(one.tranche.amount or 0 for one in standings)
        what = measuring.Measured(
            title=_title(grant, standings),
            value=_confirmed(account, standings),
            total=total,
            unit="rupiah",
            digest=_digest(account),
            source=f"Pencairan yang dibenarkan {grant.grantee.short}, hibah {grant.key}",
        )
        measuring.measure(duty, what=what, right=right, by=by, at=at)


def _title(grant: Grant, standings: tuple[Standing, ...]) -> str:
    named = " dan ".join(words.roman(one.tranche.nth) for one in standings)
    return f"Tahap {named} hibah {grant.grantee.short} dibenarkan penerima"


def _confirmed(account: Account, standings: tuple[Standing, ...]) -> int:
    """Of some tranches, what the grantee says it has received; confirmed money fills them in order."""
    first = standings[0].tranche.nth - 1 if standings else 0
    before = sum(one.tranche.amount or 0 for one in account.standings[:first])
    total = sum(one.tranche.amount or 0 for one in standings)
    return min(max(account.confirmed - before, 0), total)


def _digest(account: Account) -> str:
    told = repr((account.grant.sums, account.grant.entries))
    return hashlib.sha256(told.encode()).hexdigest()


def paying(grant: Grant) -> Iterator[tuple[Obligation, slice]]:
    """The treasury's duties about this grantee, with the tranches each asks for."""
    rows = Obligation.objects.filter(
        election=grant.election, region=grant.region, institution=grant.giver, withdrawn=False
    ).select_related("institution", "region")
    for row in rows:
        part = _PAYS.get(_measure(row))
        if part is not None and about(row) == grant.grantee.kind:
            yield row, part


def _measure(row: Obligation) -> str:
    template = law().templates.get(row.template)
    return template.measure if template else ""


def about(row: Obligation) -> str:
    """The kind of grantee a duty about a grant is for: the last word of its id."""
    last = row.template.rpartition("-")[2]
    return last if row.area == Area.BUDGET and last in facts.GRANTEES else ""


def beside(obligation: Obligation, *, at: datetime) -> Shown | None:
    """What the grant a duty is about came to; of several of a kind the region's own body's."""
    kind = about(obligation)
    rows = facts.of_election(obligation.election).filter(
        region=obligation.region_id, grantee__kind=kind
    )
    own = sorted(rows, key=lambda one: one.grantee.region_id != one.region_id)
    return _shown(own[0], facts.accounts(own[:1], at=at)[own[0].pk]) if kind and own else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A grant in one line."""

    body: str
    address: str
    paid: str  # in percent of what was agreed
    said: str
    red: bool
    simulated: bool


def of_region(election: str, region: str, *, at: datetime) -> tuple[Brief, ...]:
    """Each grant of a region in one line, those in trouble first."""
    rows = list(facts.of_election(election).filter(region=region))
    accounts, made_up = facts.accounts(rows, at=at), facts.simulated(rows)
    briefs = (_brief(row, accounts[row.pk], simulated=row.pk in made_up) for row in rows)
    return tuple(sorted(briefs, key=lambda one: not one.red))


def _brief(row: Grant, account: Account, *, simulated: bool) -> Brief:
    return Brief(
        body=row.grantee.short,
        address=reverse("budget:grant", args=[row.pk]),
        paid=words.percent(account.paid_share),
        said=words.state(account),
        red=account.red,
        simulated=simulated,
    )


def _shown(row: Grant, account: Account) -> Shown:
    """A grant in three lines."""
    return Shown(
        title=_("Hibah %(body)s") % {"body": row.grantee.short},
        address=reverse("budget:grant", args=[row.pk]),
        lines=(
            (_("Disepakati"), words.money(account.agreed)),
            (_("Cair"), words.paid(account)),
            (_("Keadaan"), words.state(account)),
        ),
    )
