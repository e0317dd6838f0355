"""The terminal's own words around a command: usage, help and complaints in Indonesian."""

import argparse
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

USAGE_ERROR = 2

# What argparse says, and how it is said here; the rest is our own sentences already.
_COMPLAINTS: Mapping[str, str] = {
    r"the following arguments are required: (.+)": r"belum diisi: \1",
    r"one of the arguments (.+) is required": r"isi salah satu dari \1",
    r"unrecognized arguments: (.+)": r"tidak dikenal: \1",
    r"ambiguous option: (.+) could match (.+)": r"\1 kurang jelas, bisa berarti \2",
    r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)": r"\1 \2 tidak dikenal. Pilih: \3",
    r"argument (.+?): invalid \S+ value: (.+)": r"\1: \2 tidak terbaca sebagai nilainya",
    r"argument (.+?): expected one argument": r"\1 perlu satu nilai",
    r"argument (.+?): expected at least one argument": r"\1 perlu sedikitnya satu nilai",
    r"argument (.+?): not allowed with argument (.+)": r"\1 tidak boleh bersama \2",
    r"argument (.+?): ignored explicit argument (.+)": r"\1 tidak memakai nilai \2",
    r"argument (.+?): (.+)": r"\1: \2",
}


class _Help(argparse.HelpFormatter):
    """Help whose usage line opens in Indonesian."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """As argparse does, under our own word."""
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **options, "add_help": False})
        self._positionals.title, self._optionals.title = "isian", "pilihan"
        self.add_argument("-h", "--help", action="help", help="Tampilkan bantuan ini.")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and where to read on, then leave with 2."""
        self.exit(USAGE_ERROR, f"serentak: {said(message)}. Lihat: {self.prog} --help\n")


def said(message: str) -> str:
    """A complaint of argparse in Indonesian."""
    for english, own in _COMPLAINTS.items():
        found = re.fullmatch(english, message, re.DOTALL)
        if found:
            return found.expand(own)
    return message
