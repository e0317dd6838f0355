"""A tiny program with the manners of `serentak register build`; what it does hangs on the file's name."""

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

from tests.desk.register.folders import Made, make


def say(step: str, share: float, words: str = "") -> None:
    sys.stdout.write(json.dumps({"step": step, "share": share, "words": words}) + "\n")
    sys.stdout.flush()


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser()
    found.add_argument("files", nargs="+", type=Path)
    found.add_argument("--election", required=True)
    found.add_argument("--region", required=True)
    found.add_argument("--out", required=True, type=Path)
    found.add_argument("--progress", required=True, choices=["json"])
    found.add_argument("--cap", type=int, default=20)
    found.add_argument("--reviews", type=Path)
    found.add_argument("--compact", action="store_true")
    return found


def main() -> int:
    asked = parser().parse_args()
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
    place = make(asked.out, Made(election=asked.election, region=asked.region, cap=asked.cap))
    if asked.reviews:
        shutil.copy(asked.reviews, place / "reviews.jsonl")
    say("stations", 1.0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
