"""`serentak register …`: check a register, correct it, keep its versions, find its doubles and voters."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serentak.cli import build, clock, given, match, show, synth

if TYPE_CHECKING:
    from serentak.engine.pipeline.checking import Checked

# Tables load slowly, and only these commands need them: their modules are imported inside.
# ruff: noqa: PLC0415

DIFFERENCE = {
    "regency": "Kab/kota",
    "kind": "Perubahan",
    "reason": "Sebab atau kolom",
    "rows": "Baris",
}


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the register's commands."""
    room = rooms.add_parser(
        "register", help="Data penduduk: periksa, perbaiki, cari ganda, pemilih."
    )
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    build.add(commands)
    synth.add(commands)
    match.add(commands)
    look = commands.add_parser("check", help="Periksa berkas; semua temuan sekaligus.")
    given.lists(look)
    given.answered(look)
    look.add_argument(
        "--sheet-rows",
        type=given.counted,
        default=20_000,
        metavar="N",
        help="Temuan dalam lembar; 0: tanpa.",
    )
    look.set_defaults(run=check)
    mend = commands.add_parser("correct", help="Baca kembali lembar temuan yang sudah dikoreksi.")
    mend.add_argument("sheet", type=Path, metavar="LEMBAR")
    given.lists(mend)
    given.answered(mend)
    mend.set_defaults(run=correct)
    choose = commands.add_parser("voters", help="Siapa yang boleh memilih, dan mengapa tidak.")
    given.lists(choose)
    given.answered(choose)
    given.revoked(choose)
    given.answers(choose)
    choose.add_argument("--matches", type=Path, help="Pasangan ganda yang sudah diputus.")
    choose.set_defaults(run=voters)
    _versions(commands)


def _versions(commands: "argparse._SubParsersAction[Any]") -> None:
    bring = commands.add_parser(
        "import", help="Simpan versi baru; rem bila terlalu banyak berubah."
    )
    given.files(bring)
    _store(bring)
    bring.add_argument("--approve", action="store_true", help="Orang kedua sudah menyetujui.")
    bring.set_defaults(run=bring_in)
    back = commands.add_parser("revert", help="Pakai lagi versi yang lebih lama.")
    _store(back)
    back.add_argument("--to", type=int, metavar="NOMOR", help="Jika bukan versi sebelumnya.")
    back.set_defaults(run=revert)
    differ = commands.add_parser("compare", help="Bandingkan dua versi.")
    differ.add_argument("old", type=Path, metavar="LAMA")
    differ.add_argument("new", type=Path, metavar="BARU")
    differ.add_argument("--mapping", type=Path, help="Pemetaan judul kolom (YAML atau JSON).")
    differ.add_argument("--key", choices=("id", "nik"), help="Kunci baris; bawaan: ID bila ada.")
    differ.add_argument("--villages", action="store_true", help="Rinci sampai desa/kelurahan.")
    differ.add_argument("--memory", default="", help="Batas memori, misalnya 1GB.")
    differ.add_argument("--format", choices=given.FORMS, default="table")
    differ.set_defaults(run=compare)


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument("--into", type=Path, required=True, metavar="MAP", help="Map versi.")
    command.add_argument("--by", required=True, metavar="NAMA", help="Siapa yang melakukan.")
    command.add_argument("--approved-by", default="", metavar="NAMA", help="Orang kedua.")


def check(options: argparse.Namespace) -> None:
    """Findings of all files: a table, a summary per village and a sheet to correct."""
    from serentak.engine.pipeline import checking, people
    from serentak.engine.store.workspace import workspace

    ruling = given.ruling(options)
    with workspace(memory=options.memory) as work:
        judged = people.judged(work, people.opened(work, given.what(options)), ruling)
        answer = checking.check(work, judged, options.out, sheet_rows=options.sheet_rows)
    titles = {rule.id: rule.title for rule in ruling.law.checks.values()}
    rows = [{**rule, "title": titles[rule["rule"]]} for rule in answer.rules]
    columns = {"severity": "Berat", "findings": "Temuan", "rule": "Aturan", "title": "Arti"}
    show.rows(rows, columns, options.format)
    if options.format == "table" and answer.sheet_rows:
        show.emit(_sheet(answer, options))


def _sheet(answer: "Checked", options: argparse.Namespace) -> str:
    """What is in the sheet, and how it comes back."""
    files = " ".join(map(str, options.files))
    rest = (
        ", yang terberat dulu; sisanya setelah yang ini diperbaiki"
        if answer.sheet_rows < answer.correctable
        else ""
    )
    return (
        f"Lembar koreksi: {options.out / 'findings.xlsx'}, memuat {answer.sheet_rows} dari "
        f"{answer.correctable} temuan{rest}.\nBetulkan sel di kanan kolom TINDAKAN, simpan, lalu: "
        f"serentak register correct {options.out / 'findings.xlsx'} {files} --out MAP"
    )


def correct(options: argparse.Namespace) -> None:
    """A new version of each file with the cells that an office changed."""
    from serentak.engine.pipeline import correcting
    from serentak.engine.store.workspace import workspace

    ruling = given.ruling(options)
    with workspace(memory=options.memory) as work:
        answer = correcting.correct(
            work, options.sheet, given.what(options), options.out, ruling=ruling
        )
    rows = [{"column": column, "cells": cells} for column, cells in answer.columns.items()]
    show.rows(rows, {"column": "Kolom", "cells": "Sel yang berubah"}, options.format)
    if options.format == "table":
        show.emit(
            f"{answer.cells} sel pada {answer.rows} baris berubah; versi barunya di {options.out}."
        )


def voters(options: argparse.Namespace) -> None:
    """Voters and those who may not vote, with the article; counts of every kind."""
    from serentak.engine.pipeline import people, voting
    from serentak.engine.store.workspace import workspace

    ruling = given.ruling(options)
    with workspace(memory=options.memory) as work:
        judged = people.judged(work, people.opened(work, given.what(options)), ruling)
        if options.matches:
            judged = people.without_doubles(work, judged, options.matches)
        answer = voting.vote(work, judged, options.out)
    titles = {bar.id: bar.title for bar in ruling.law.bars.values()}
    told = titles if options.format == "table" else {}
    totals = {"residents": answer.residents, "voters": answer.voters, "excluded": answer.excluded}
    rows = [
        *({"by": "total", "value": name, "people": count} for name, count in totals.items()),
        *({"by": k["by"], "value": k["value"], "people": k["voters"]} for k in answer.kinds),
        *(
            {"by": told.get(b["rule"], b["rule"]), "value": b["article"], "people": b["people"]}
            for b in answer.bars
        ),
    ]
    show.rows(rows, {"by": "Menurut", "value": "Nilai", "people": "Orang"}, options.format)
    if options.format == "table" and judged.torn:
        show.emit(
            f"{judged.torn} jawaban 'orangnya berbeda' bertentangan dengan keputusan lain; semua "
            "baris kelompok itu tetap dalam daftar sampai salah satu jawaban diganti."
        )


def bring_in(options: argparse.Namespace) -> None:
    """Keep a new version, unless it changes too much and nobody else agreed."""
    from serentak.engine import store
    from serentak.engine.pipeline import versions
    from serentak.engine.register.versions import Consent
    from serentak.engine.store.workspace import workspace

    second = options.approved_by if options.approve else ""
    consent = Consent(by=options.by, approved_by=second, at=clock.now())
    with workspace(memory=options.memory) as work:
        manifest = versions.bring_in(
            work,
            given.what(options),
            options.into,
            consent=consent,
            brake=store.law().norm("import-brake"),
        )
    show.emit(f"Versi {manifest['version']} dipakai: {manifest['rows']} baris.")


def revert(options: argparse.Namespace) -> None:
    """Put an earlier version in use again."""
    from serentak.engine.pipeline import versions
    from serentak.engine.register.versions import Consent

    consent = Consent(by=options.by, approved_by=options.approved_by, at=clock.now())
    manifest = versions.take_back(options.into, to=options.to, consent=consent)
    show.emit(
        f"Versi {manifest['version']} dipakai: isinya versi {manifest['restores']}, "
        f"{manifest['rows']} baris."
    )


def compare(options: argparse.Namespace) -> None:
    """Added, removed and changed rows by reason, per regency or village."""
    from serentak.engine.pipeline import versions
    from serentak.engine.pipeline.people import Given
    from serentak.engine.register.versions import Key, rolled_up
    from serentak.engine.store.workspace import workspace

    old, new = (
        Given(files=[versions.version_file(path)], source=given.source(options))
        for path in (options.old, options.new)
    )
    key = Key(options.key) if options.key else None
    with workspace(memory=options.memory) as work:
        found = versions.compare(work, old, new, key=key)
    lines = found.lines if options.villages else rolled_up(found.lines)
    village = {"village": "Desa/kel"} if options.villages else {}
    columns = {"regency": DIFFERENCE["regency"], **village, **DIFFERENCE}
    show.rows(lines, columns, options.format)
