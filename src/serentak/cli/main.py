"""The `serentak` command."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from serentak.cli import law, office, register
from serentak.engine.errors import SerentakError

USAGE_ERROR = 2


class Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where to read on, then leave with 2."""
        self.exit(USAGE_ERROR, f"serentak: {message}. Lihat: {self.prog} --help\n")


def parser() -> Parser:
    """All commands."""
    root = Parser(prog="serentak", description="Meja kesiapan pemilihan serentak.")
    rooms = root.add_subparsers(dest="room", required=True, metavar="PERINTAH")
    law.register(rooms)
    register.register(rooms)
    office.register(rooms)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; an error a person can act on is one sentence and exit code 2."""
    options = parser().parse_args(argv)
    try:
        options.run(options)
        sys.stdout.flush()
    except SerentakError as error:
        sys.stderr.write(f"serentak: {error}\n")
        return USAGE_ERROR
    except BrokenPipeError:  # the reader has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
