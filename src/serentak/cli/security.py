"""`serentak security plan`: from a station plan to guards, with a certificate."""

import argparse
from pathlib import Path
from typing import Any

from serentak.cli import show

FORMS = ("table", "json", "csv")
COLUMNS = {
    "unit": "Satuan",
    "stations": "TPS",
    "teams": "Regu",
    "officers": "Petugas",
    "needed": "Perlu",
    "reported": "Dilaporkan",
    "more": "Kurang",
    "unguarded": "TPS tanpa petugas",
}


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the room and its command."""
    room = rooms.add_parser("security", help="Kerawanan TPS dan rencana pengamanannya.")
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    about = "Susun pengamanan TPS: regu, pos, jalan, cadangan; dengan bukti seberapa baiknya."
    plan = commands.add_parser("plan", help=about, description=about)
    plan.add_argument("--election", required=True, metavar="ID", help="Misalnya pilkada-2024.")
    plan.add_argument("--stations", required=True, type=Path, metavar="BERKAS")
    plan.add_argument("--out", required=True, type=Path, metavar="MAP")
    plan.add_argument("--posts", type=Path, metavar="BERKAS", help="Pos dan jumlah petugasnya.")
    plan.add_argument("--marks", type=Path, metavar="BERKAS", help="Indikator dan kelas TPS.")
    plan.add_argument("--minutes", type=_number(0, 600), metavar="N", help="Jalan terjauh regu.")
    plan.add_argument("--reserve", type=_number(0, 90), metavar="PERSEN", help="Cadangan.")
    plan.add_argument("--across", action="store_true", help="Satuan lain boleh membantu.")
    plan.add_argument("--papers", action="store_true", help="Perintah tugas tiap pos sebagai PDF.")
    plan.add_argument("--format", choices=FORMS, default="table", help="Bentuk keluaran.")
    plan.set_defaults(run=run)


def _number(least: int, most: int) -> Any:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan dari {least} sampai {most}.")
        return int(text)

    return read


def run(options: argparse.Namespace) -> None:
    """Plan, write, and say how good it is."""
    from serentak.engine.pipeline.guarding import Request, plan_guards  # noqa: PLC0415  loads slowly

    proof = plan_guards(
        Request(
            stations=options.stations,
            out=options.out,
            election=options.election,
            posts=options.posts,
            marks=options.marks,
            roam=options.minutes,
            reserve=options.reserve,
            across=options.across,
            papers=options.papers,
        )
    )
    if options.format == "table":
        show.one(proof, lines(proof), "table")
        show.emit("")
        show.rows(proof["units"], COLUMNS, "table")
    elif options.format == "csv":
        show.rows(proof["units"], COLUMNS, "csv")
    else:
        show.one(proof, [], "json")


def lines(proof: dict[str, Any]) -> list[tuple[str, str]]:
    """The totals as label and text."""
    classes = ", ".join(f"{one['teams']} {CLASSES[name]}" for name, one in proof["classes"].items())
    borrowed = sorted({one["pattern"] for one in proof["patterns"] if one["borrowed"]})
    return [
        ("TPS", f"{proof['stations']}, dijaga {proof['teams']} regu ({classes})"),
        ("Paling sedikit", f"{proof['teams_bound']} regu, terbukti"),
        ("Berangkat", f"{proof['sent']} regu dari {proof['posts']} pos{_assumed(proof)}"),
        ("Tanpa petugas", f"{proof['missing']} regu, {len(proof['unguarded'])} TPS"),
        (
            "Jalan",
            f"{proof['officer_minutes']} menit petugas, yang terjauh {proof['longest_minutes']}",
        ),
        (
            "Di atas batas",
            f"{proof['gap_percent']} persen; tidak ada rencana yang lebih pendek dari itu",
        ),
        ("Pola pinjaman", ", ".join(borrowed) or "tidak ada"),
    ]


CLASSES = {
    "low": "kurang rawan",
    "high": "rawan",
    "severe": "sangat rawan",
    "special": "khusus",
}


def _assumed(proof: dict[str, Any]) -> str:
    return f", {proof['posts_assumed']} di antaranya anggapan" if proof["posts_assumed"] else ""
