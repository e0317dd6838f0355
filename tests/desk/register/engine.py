"""A tiny program with the manners of `serentak register build`; what it does hangs on the file's name."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from tests.desk.register.folders import Made, make


def say(step: str, share: float, words: str = "") -> None:
    sys.stdout.write(json.dumps({"step": step, "share": share, "words": words}) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--election", required=True)
    parser.add_argument("--region", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--progress", required=True, choices=["json"])
    parser.add_argument("--cap", type=int, default=20)
    parser.add_argument("--compact", action="store_true")
    asked = parser.parse_args()
    mood = asked.files[0].stem
    sys.stdout.write("a line that is no progress\n")
    say("intake", 0.5, "separuh berkas")
    if mood == "tolak":
        sys.stderr.write("a warning\nserentak: Kolom NIK tidak ada. Tambahkan, lalu kirim lagi.\n")
        return 2
    if mood == "runtuh":
        sys.stderr.write("7401010101010001 could not be read\n")
        return 1
    if mood == "lama":
        (asked.files[0].parent / "pid").write_text(str(os.getpid()))
        time.sleep(120)
    if mood == "rahasia":
        told = [name for name in ("SERENTAK_SECRET_KEY", "DATABASE_URL") if name in os.environ]
        say("checks", 1.0, ", ".join(told) or "tidak ada rahasia")
    make(asked.out, Made(election=asked.election, region=asked.region, cap=asked.cap))
    say("stations", 1.0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
