"""`serentak register …`: check a register, correct it, keep its versions, find its voters."""

import argparse
from pathlib import Path
from typing import Any

from serentak.cli import show

FORMS = ("table", "json", "csv")


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the register's commands."""
    room = rooms.add_parser("register", help="Data penduduk: periksa, perbaiki, pemilih.")
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    look = commands.add_parser("check", help="Periksa berkas; semua temuan sekaligus.")
    _given(look)
    look.set_defaults(run=check)
    choose = commands.add_parser("voters", help="Siapa yang boleh memilih, dan mengapa tidak.")
    _given(choose)
    choose.add_argument("--revoked", type=Path, help="Daftar putusan pencabutan hak pilih.")
    choose.add_argument("--matches", type=Path, help="Pasangan ganda yang sudah diputus.")
    choose.set_defaults(run=voters)


def _given(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="BERKAS")
    command.add_argument("--deaths", type=Path, help="Daftar kematian.")
    command.add_argument("--roster", type=Path, help="Daftar anggota TNI dan Polri.")
    command.add_argument("--mapping", type=Path, help="Pemetaan judul kolom (YAML atau JSON).")
    command.add_argument("--election", default="pilkada-2024", metavar="ID")
    command.add_argument("--out", type=Path, required=True, metavar="MAP")
    command.add_argument("--memory", default="", help="Batas memori, misalnya 1GB.")
    command.add_argument("--format", choices=FORMS, default="table")


def _what(options: argparse.Namespace) -> Any:
    from serentak.engine.pipeline.people import Given  # noqa: PLC0415  tables load slowly
    from serentak.engine.register.columns import Source  # noqa: PLC0415
    from serentak.engine.register.ground import List  # noqa: PLC0415
    from serentak.engine.store.mapping import source_of  # noqa: PLC0415

    lists = {name: getattr(options, name, None) for name in List}
    return Given(
        files=options.files,
        source=source_of(options.mapping) if options.mapping else Source(),
        lists={name: file for name, file in lists.items() if file},
        matches=getattr(options, "matches", None),
    )


def check(options: argparse.Namespace) -> None:
    """Findings of all files: a table, a summary per village and a sheet to correct."""
    from serentak.engine import store  # noqa: PLC0415
    from serentak.engine.pipeline import checking  # noqa: PLC0415
    from serentak.engine.store.workspace import workspace  # noqa: PLC0415

    law = store.law()
    day = law.election(options.election).voting_day
    with workspace(memory=options.memory) as work:
        answer = checking.check(work, _what(options), options.out, law=law, voting_day=day)
    rows = [{**rule, "title": law.checks[rule["rule"]].title} for rule in answer.rules]
    columns = {"severity": "Berat", "findings": "Temuan", "rule": "Aturan", "title": "Arti"}
    show.rows(rows, columns, options.format)


def voters(options: argparse.Namespace) -> None:
    """Voters and those who may not vote, with the article; counts of every kind."""
    from serentak.engine import store  # noqa: PLC0415
    from serentak.engine.pipeline import voting  # noqa: PLC0415
    from serentak.engine.store.workspace import workspace  # noqa: PLC0415

    law = store.law()
    with workspace(memory=options.memory) as work:
        answer = voting.vote(
            work, _what(options), options.out, law=law, election=law.election(options.election)
        )
    totals = {"residents": answer.residents, "voters": answer.voters, "excluded": answer.excluded}
    rows = [
        *({"by": "total", "value": name, "people": count} for name, count in totals.items()),
        *({"by": k["by"], "value": k["value"], "people": k["voters"]} for k in answer.kinds),
        *({"by": b["rule"], "value": b["article"], "people": b["people"]} for b in answer.bars),
    ]
    show.rows(rows, {"by": "Menurut", "value": "Nilai", "people": "Orang"}, options.format)
