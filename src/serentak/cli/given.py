"""What commands over a register are given: files, lists of other bodies, how an office writes."""

import argparse
from pathlib import Path
from typing import Any

# Tables load slowly, and only commands over a register need them: their modules are imported inside.
# ruff: noqa: PLC0415

FORMS = ("table", "json", "csv")


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat positif")
    return int(text)


def counted(text: str) -> int:
    """A whole number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat dari 0")
    return int(text)


def files(command: argparse.ArgumentParser) -> None:
    """The files, and how they are to be read."""
    command.add_argument("files", nargs="+", type=Path, metavar="BERKAS")
    command.add_argument("--mapping", type=Path, help="Pemetaan judul kolom (YAML atau JSON).")
    command.add_argument("--memory", default="", help="Batas memori basis data, misalnya 1GB.")


def lists(command: argparse.ArgumentParser) -> None:
    """The files, and the lists that other bodies keep."""
    files(command)
    command.add_argument("--deaths", type=Path, help="Daftar kematian.")
    command.add_argument("--roster", type=Path, help="Daftar anggota TNI dan Polri.")


def revoked(command: argparse.ArgumentParser) -> None:
    """The list that only voting asks for."""
    command.add_argument("--revoked", type=Path, help="Daftar putusan pencabutan hak pilih.")


def answers(command: argparse.ArgumentParser) -> None:
    """What people said of pairs."""
    command.add_argument(
        "--reviews",
        type=Path,
        action="append",
        default=[],
        metavar="BERKAS",
        help="Jawaban petugas atas pasangan, dari putaran sebelumnya.",
    )


def answered(command: argparse.ArgumentParser) -> None:
    """Under which election, where the answer goes, and how it is told."""
    command.add_argument("--election", metavar="ID", help="Bawaan: yang terakhir dalam data hukum.")
    command.add_argument("--out", type=Path, required=True, metavar="MAP")
    command.add_argument("--format", choices=FORMS, default="table")


def what(options: argparse.Namespace) -> Any:
    """The files with their lists."""
    from serentak.engine.pipeline.people import Given
    from serentak.engine.register.ground import List

    found = {name: getattr(options, name, None) for name in List}
    return Given(
        files=options.files,
        source=source(options),
        lists={name: file for name, file in found.items() if file},
        answers=getattr(options, "reviews", ()),
    )


def source(options: argparse.Namespace) -> Any:
    """How the office writes its files."""
    from serentak.engine.register.columns import Source
    from serentak.engine.store.mapping import source_of

    return source_of(options.mapping) if options.mapping else Source()


def ruling(options: argparse.Namespace) -> Any:
    """The law under the election asked for."""
    from serentak.engine import store
    from serentak.engine.pipeline.people import Ruling

    law = store.law()
    last = max(law.elections.values(), key=lambda election: election.voting_day)
    return Ruling(law=law, election=law.election(options.election or last.id))
