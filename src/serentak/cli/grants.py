"""`serentak grants`: the published grants of a region with their tranche clock."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from serentak.cli import show
from serentak.cli.clock import now
from serentak.engine import store
from serentak.engine.budget.grants import Grant
from serentak.engine.budget.published import grants
from serentak.engine.budget.standing import Account, Standing, account
from serentak.engine.budget.tranches import Terms
from serentak.engine.errors import BadData
from serentak.engine.law.model import Law
from serentak.engine.regions import province, region_code, within

FORMS = ("table", "json", "csv")
_COLUMNS = {
    "giver": "Daerah",
    "grantee": "Penerima",
    "agreed": "NPHD",
    "signed": "Diteken",
    "tranche": "Tahap",
    "percent": "Persen",
    "amount": "Jumlah",
    "due": "Paling lambat",
    "paid": "Cair",
    "days_late": "Hari lewat",
    "state": "Keadaan",
}


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    about = "Hibah NPHD yang terbit: tahap, tenggat, cair, hari lewat."
    command = rooms.add_parser("grants", help=about, description=about)
    command.add_argument("--region", required=True, metavar="KODE", help="Misalnya 74 atau 74.02.")
    command.add_argument("--election", metavar="ID", help="Satu pemilihan saja.")
    command.add_argument("--on", type=_day, metavar="TANGGAL", help="Keadaan hari itu.")
    command.add_argument("--format", choices=FORMS, default="table", help="Bentuk keluaran.")
    command.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal. Tulis 2024-11-13") from None


def run(options: argparse.Namespace) -> None:
    """One line a tranche; a grant whose sum or day is not known has one line of its own."""
    region = region_code(options.region)
    law = store.law()
    on = options.on or now().date()
    found = [
        row
        for election, grant in grants(store.facts(province(region), "grants"))
        if options.election in (None, election) and within(grant.giver, region)
        for row in _rows(election, grant, law=law, on=on)
    ]
    if not found:
        raise BadData(f"Hibah wilayah {region} tidak ada dalam fakta yang terbit. Periksa kodenya.")
    show.rows(found, _COLUMNS, options.format)


def _rows(election: str, grant: Grant, *, law: Law, on: date) -> Iterator[dict[str, object]]:
    terms = Terms(law=law, voting_day=law.election(election).voting_day, zone=law.zone(grant.giver))
    found = account(grant, on=on, terms=terms)
    signed = grant.signed
    start = {
        "election": election,
        "giver": grant.giver,
        "grantee": grant.grantee,
        "agreed": grant.agreed,
        "signed": signed.on.isoformat() if signed and signed.on else None,
    }
    if not found.standings:
        yield start | _none(found)
    for one in found.standings:
        yield start | _one(one)


def _none(found: Account) -> dict[str, object]:
    empty = dict.fromkeys(("tranche", "percent", "amount", "due"))
    return {**empty, "paid": found.paid, "days_late": 0, "state": str(found.state)}


def _one(one: Standing) -> dict[str, object]:
    return {
        "tranche": one.tranche.nth,
        "percent": one.tranche.percent,
        "amount": one.tranche.amount,
        "due": one.tranche.last_day.isoformat(),
        "paid": one.paid,
        "days_late": one.days_late,
        "state": str(one.state),
    }
