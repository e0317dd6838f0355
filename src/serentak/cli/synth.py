"""`serentak register synth`: a register of invented people, to practise and to measure on."""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from serentak.engine import store
from serentak.engine.regions import region_code

# Tables load slowly, and only this command needs them: their modules are imported inside.
# ruff: noqa: PLC0415

FORMATS = ("parquet", "csv", "xlsx")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the register's."""
    make = commands.add_parser("synth", help="Buat data penduduk tiruan dengan kesalahan terukur.")
    make.add_argument("--region", default="74", metavar="KODE", help="Provinsi sampai desa.")
    make.add_argument("--people", type=int, default=2_750_000, metavar="N")
    make.add_argument("--seed", type=int, default=1, metavar="N", help="Benih: sama, hasil sama.")
    make.add_argument("--out", type=Path, required=True, metavar="MAP")
    make.add_argument(
        "--on",
        type=_day,
        metavar="TANGGAL",
        help="Hari umur dihitung; bawaan: hari pemungutan suara terakhir.",
    )
    make.add_argument(
        "--duplicates", type=float, default=0.02, metavar="BAGIAN", help="Rekaman ganda."
    )
    make.add_argument("--errors", type=float, default=0.015, metavar="BAGIAN", help="Baris salah.")
    make.add_argument("--format", choices=FORMATS, default="parquet")
    make.add_argument(
        "--per", choices=("region", "regency"), default="region", help="Satu berkas per …"
    )
    make.add_argument("--force", action="store_true", help="Ganti isi map yang sudah ada.")
    make.set_defaults(run=synth)


def synth(options: argparse.Namespace) -> None:
    """Make the register and write it."""
    from serentak.engine.store import materials, synthetic
    from serentak.engine.synth.making import make
    from serentak.engine.synth.material import Order, accepted

    order = accepted(
        Order(
            region=region_code(options.region),
            people=options.people,
            seed=options.seed,
            on=options.on or _last_voting_day(),
            duplicates=options.duplicates,
            errors=options.errors,
        )
    )
    shape = synthetic.Shape(form=options.format, per_regency=options.per == "regency")
    synthetic.ready(options.out, order, shape, force=options.force)
    say = _progress()
    say("bahan")
    made = make(order, materials.material(order.region), say)
    synthetic.write(options.out, made, order, shape=shape, say=say)
    sys.stdout.write(f"{len(made.sheet)} baris dari {order.people} orang di {options.out}\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal. Tulis 2029-02-14") from None


def _last_voting_day() -> date:
    """Of the elections in the law data."""
    return max(election.voting_day for election in store.law().elections.values())


def _progress() -> Callable[[str], None]:
    start = time.monotonic()

    def _say(step: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.1f} s  {step}\n")

    return _say
