"""`serentak register …`: what can be done with a population register."""

import argparse
from typing import Any

from serentak.cli import match


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the register's commands."""
    room = rooms.add_parser("register", help="Data penduduk.")
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    match.add(commands)
