"""`serentak register match`: who stands in a register twice."""

import argparse
from pathlib import Path
from typing import Any

from serentak.cli import given, show

# Compiled code and tables load slowly, and only this command needs them.
# ruff: noqa: PLC0415

HEADINGS = {"kind": "Antrean", "decision": "Keputusan", "pairs": "Pasangan"}


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the register's."""
    command = commands.add_parser("match", help="Cari orang yang tercatat ganda dan NIK kembar.")
    given.files(command)
    command.add_argument("--out", type=Path, required=True, metavar="MAP")
    command.add_argument(
        "--generic",
        action="store_true",
        help="Tabel selain data penduduk (CSV, Parquet): ganda dalam satu, pasangan antara dua.",
    )
    command.add_argument("--format", choices=given.FORMS, default="table")
    command.set_defaults(run=match)


def match(options: argparse.Namespace) -> None:
    """Write matches.parquet and say how many pairs there are of each kind."""
    if options.generic:
        _generic(options)
        return
    from serentak.engine.pipeline import matching, people
    from serentak.engine.register.columns import Column
    from serentak.engine.register.match.matching import Bounds
    from serentak.engine.store.workspace import workspace

    with workspace(memory=options.memory) as work:
        register = people.opened(work, given.what(options), need=(Column.NAME,))
        people.unique(work, register)
        found = matching.match(work, register, options.out, bounds=Bounds())
    rows = [
        {"kind": kind, "decision": decision, "pairs": pairs}
        for kind, decisions in found.pairs.items()
        for decision, pairs in decisions.items()
    ]
    show.rows(rows, HEADINGS, options.format)


def _generic(options: argparse.Namespace) -> None:
    """The same for tables that are no population register."""
    from serentak.engine.pipeline import matching

    found = matching.link(options.files, options.out)
    show.rows([{"pairs": len(found)}], {"pairs": HEADINGS["pairs"]}, options.format)
