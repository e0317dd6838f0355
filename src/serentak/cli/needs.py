"""`serentak needs`: people, money, guards and goods that an election needs, with the norm of each."""

import argparse
from collections.abc import Mapping
from typing import Any

from serentak.cli import show

COLUMNS: Mapping[str, str] = {
    "label": "Kebutuhan",
    "quantity": "Jumlah",
    "formula": "Hitungan",
    "cite": "Dasar",
    "since": "Sejak",
    "confidence": "Keyakinan",
}


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    about = "Hitung kebutuhan orang, uang, pengamanan, dan barang dari TPS."
    command = rooms.add_parser("needs", help=about, description=about)
    command.add_argument("--election", required=True, metavar="ID", help="Misalnya pilkada-2024.")
    command.add_argument("--region", required=True, metavar="KODE", help="Misalnya 74 atau 74.05.")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Compute and print."""
    from serentak.engine import store  # noqa: PLC0415  loads slowly
    from serentak.engine.needs import summed  # noqa: PLC0415
    from serentak.engine.pipeline.needing import Asked, needed  # noqa: PLC0415
    from serentak.engine.pipeline.people import Ruling  # noqa: PLC0415
    from serentak.engine.regions import region_code  # noqa: PLC0415

    law, region = store.law(), region_code(options.region)
    answer = needed(Asked(region=region), Ruling(law=law, election=law.election(options.election)))
    rows = [
        {
            "label": need.label[0],
            "quantity": f"{need.quantity:,}".replace(",", "."),
            "formula": need.formula,
            "cite": need.cite,
            "since": need.since.isoformat(),
            "confidence": str(need.confidence),
        }
        for need in summed(answer.needs, lambda _: region)
    ]
    show.rows(rows, COLUMNS, "table")
