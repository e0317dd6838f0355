"""`serentak stations plan`: from voters to polling stations, with a certificate."""

import argparse
import os
from pathlib import Path
from typing import Any

from serentak.cli import show

FORMS = ("table", "json")


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the room and its command."""
    room = rooms.add_parser("stations", help="Susun TPS dari daftar pemilih, dengan sertifikat.")
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    about = "Susun TPS: sesedikit mungkin, RT utuh, jalan pendek; keluarga tidak dipecah."
    plan = commands.add_parser("plan", help=about, description=about)
    plan.add_argument("--election", required=True, metavar="ID", help="Misalnya pilkada-2024.")
    plan.add_argument("--voters", required=True, type=Path, metavar="BERKAS")
    plan.add_argument("--out", required=True, type=Path, metavar="MAP")
    plan.add_argument("--cap", type=int, metavar="N", help="Andaikan batas lain per TPS.")
    plan.add_argument("--compact", action="store_true", help="Jalan terpendek; RT boleh dibagi.")
    plan.add_argument("--keep", type=Path, metavar="BERKAS", help="Pembagian lama (id, station).")
    plan.add_argument("--sites", type=Path, metavar="BERKAS", help="Tempat yang tersedia.")
    plan.add_argument("--special", type=Path, metavar="BERKAS", help="Pemilih di lokasi khusus.")
    plan.add_argument("--threads", type=int, default=os.cpu_count() or 1, metavar="N")
    plan.add_argument("--format", choices=FORMS, default="table", help="Bentuk keluaran.")
    plan.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Plan, write, and say how good it is."""
    from serentak.engine.pipeline.planning import Request, plan_stations  # noqa: PLC0415  loads slowly

    proof = plan_stations(
        Request(
            voters=options.voters,
            out=options.out,
            election=options.election,
            cap=options.cap,
            compact=options.compact,
            keep=options.keep,
            sites=options.sites,
            special=options.special,
            threads=max(1, options.threads),
        )
    )
    answer = {key: proof[key] for key in ("cap", "mode", "total", "official")}
    show.one(answer, lines(proof), options.format)


def lines(proof: dict[str, Any]) -> list[tuple[str, str]]:
    """The totals as label and text."""
    total, official = proof["total"], proof["official"]
    table = [
        (
            "Batas",
            f"{proof['cap']} pemilih per TPS ({proof['basis']['cite']}: {proof['basis']['cap']})",
        ),
        ("Pemilih", f"{total['voters']} di {total['villages']} desa dan kelurahan"),
        ("TPS", f"{total['stations']}, di antaranya {total['special']} lokasi khusus"),
        (
            "Paling sedikit",
            f"{total['stations_bound']} menurut batas, {total['stations_bound_families']} menurut keluarga",
        ),
        ("RT dibagi", f"{total['splits']} kali; terbukti perlu {total['splits_bound']}"),
    ]
    if total["distance_mean"] is not None:
        table.append(
            (
                "Jalan ke TPS",
                f"rata-rata {total['distance_mean']} m, {total['gap_percent']} persen di atas batas bawah",
            )
        )
    if "moved" in total:
        moved = f"{total['moved']} dari {total['known_before']} pemilih"
        table.append(("Pindah", f"{moved}; terbukti perlu {total['moved_bound']}"))
    if official["districts"]:
        table.append(
            (
                "Resmi",
                (
                    f"{official['official']} TPS di {official['districts']} kecamatan yang ada angkanya; "
                    f"di sana rencana ini {official['stations']}, berbeda di "
                    f"{len(official['differ'])} kecamatan"
                ),
            )
        )
    return table
