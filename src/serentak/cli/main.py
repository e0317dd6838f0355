"""The `serentak` command."""

import os
import sys
from collections.abc import Sequence

from serentak.cli import grants, law, needs, office, register, security, stations
from serentak.cli.parser import USAGE_ERROR, Parser
from serentak.engine.errors import SerentakError


def parser() -> Parser:
    """All commands."""
    root = Parser(prog="serentak", description="Meja kesiapan pemilihan serentak.")
    rooms = root.add_subparsers(dest="room", required=True, metavar="PERINTAH")
    law.register(rooms)
    register.register(rooms)
    stations.register(rooms)
    needs.register(rooms)
    grants.register(rooms)
    security.register(rooms)
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
