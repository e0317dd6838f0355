"""`serentak register build`: a whole run, from the files of a register to its report."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from serentak.cli import given, show
from serentak.engine.errors import BadData
from serentak.engine.regions import region_code

# Tables load slowly, and only this command needs them: their modules are imported inside.
# ruff: noqa: PLC0415

HOME = "74"
BAR = 24  # characters
ENGINES = ("duckdb", "spark")
Say = Callable[[str, float, str], None]


def add(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the register's."""
    run = commands.add_parser("build", help="Satu putaran penuh: periksa, pemilih, TPS, laporan.")
    given.lists(run)
    given.revoked(run)
    given.answers(run)
    run.add_argument("--election", required=True, metavar="ID", help="Misalnya pilkada-2024.")
    run.add_argument("--out", type=Path, required=True, metavar="MAP", help="Map baru putaran ini.")
    run.add_argument("--region", metavar="KODE", help=f"Wilayah berkas; bawaan: {HOME}.")
    run.add_argument("--cap", type=given.positive, metavar="N", help="Andaikan batas lain per TPS.")
    run.add_argument("--compact", action="store_true", help="Jalan terpendek; RT boleh dibagi.")
    run.add_argument("--threads", type=int, default=os.cpu_count() or 1, metavar="N")
    run.add_argument("--engine", choices=ENGINES, default="duckdb", help="Bawaan: duckdb.")
    run.add_argument("--master", metavar="ALAMAT", help="Bawaan: local[*]; hanya untuk spark.")
    run.add_argument("--progress", choices=("bar", "json"), default="bar")
    run.set_defaults(run=build)


def build(options: argparse.Namespace) -> None:
    """Run all steps; a run that is already there and the same is left as it is."""
    from serentak.engine import store
    from serentak.engine.pipeline.build import run
    from serentak.engine.pipeline.order import Order

    what = given.what(options)
    region = region_code(options.region or what.source.region or HOME)
    if not store.known(region):
        raise BadData(f"Wilayah {region} tidak ada dalam daftar Kementerian Dalam Negeri.")
    order = Order(
        given=replace(what, source=replace(what.source, region=region)),
        ruling=given.ruling(options),
        cap=options.cap,
        compact=options.compact,
        threads=max(1, options.threads),
    )
    say = _lines if options.progress == "json" else _bar()
    report = run(order, options.out, memory=options.memory, say=say, kind=_kind(options))
    if options.progress == "bar":
        counts = report["counts"]
        show.emit(
            f"{counts['voters']} pemilih dari {counts['records']} baris, {counts['stations']} TPS. "
            f"{counts['blocking']} temuan harus diperbaiki, {_waiting(report)} pasangan menunggu "
            f"petugas. Laporan: {options.out / 'report.html'}"
        )


def _kind(options: argparse.Namespace) -> Any:
    """Where the tables of the run are computed."""
    from serentak.engine.store.cluster import Cluster
    from serentak.engine.store.workspace import Workspace

    if options.engine == "spark":
        return partial(Cluster, master=options.master or "local[*]")
    if options.master:
        raise BadData("--master hanya berlaku bersama --engine spark.")
    return Workspace


def _waiting(report: dict[str, Any]) -> int:
    everywhere = [*report["villages"], report["elsewhere"]]
    return sum(int(one["pairs_review"]) for one in everywhere)


def _lines(step: str, share: float, words: str) -> None:
    """For programs: one line of JSON on standard output, at once."""
    told = {"step": step, "share": share, "words": words}
    sys.stdout.write(f"{json.dumps(told, ensure_ascii=False)}\n")
    sys.stdout.flush()


def _bar() -> Say:
    """For people: a line a step on standard error, with the seconds so far."""
    start = time.monotonic()

    def _say(step: str, share: float, words: str) -> None:
        done = round(share * BAR)
        ends = "\n" if share >= 1 else ""
        sys.stderr.write(
            f"\r{time.monotonic() - start:6.1f} s  {step:9} [{'#' * done}{'.' * (BAR - done)}] "
            f"{words:44}{ends}"
        )
        sys.stderr.flush()

    return _say
