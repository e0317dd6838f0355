"""`serentak register match`: who stands in a register twice."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from serentak.cli import show

FORMS = ("table", "json", "csv")
HEADINGS = {"kind": "Antrean", "cause": "Sebab", "decision": "Keputusan", "pairs": "Pasangan"}


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to those of the register."""
    command = commands.add_parser("match", help="Cari orang yang tercatat ganda dan NIK kembar.")
    command.add_argument("files", nargs="+", type=Path, metavar="BERKAS")
    command.add_argument("--out", type=Path, required=True, metavar="MAP")
    command.add_argument(
        "--columns", default="", metavar="PERAN=JUDUL,…", help="Kolom dengan judul lain."
    )
    command.add_argument("--format", choices=FORMS, default="table")
    command.set_defaults(run=match)


def match(options: argparse.Namespace) -> None:
    """Write matches.parquet and say how many pairs there are of each kind."""
    # Compiled code loads slowly, and only this command needs it.
    from serentak.engine.register.match.columns import parsed  # noqa: PLC0415
    from serentak.engine.register.match.matching import Bounds, matches  # noqa: PLC0415
    from serentak.engine.store import people  # noqa: PLC0415

    register = people.people(options.files, parsed(options.columns))
    found = matches(register, people.forest(), bounds=Bounds())
    people.write_matches(found, options.out)
    keys = zip(*(found[c].to_pylist() for c in ("kind", "cause", "decision")), strict=True)
    rows = [
        {"kind": kind, "cause": cause, "decision": decision, "pairs": count}
        for (kind, cause, decision), count in sorted(Counter(keys).items())
    ]
    show.rows(rows, HEADINGS, options.format)
