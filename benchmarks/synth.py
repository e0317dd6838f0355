"""How many rows a second a synthetic register takes, from the command to the last file, and how much memory."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = {10_000: 9_800, 280_000: 274_300, 2_790_000: 2_732_500}  # rows about: people
AIM = 150_000  # rows a second at the largest size
RUNS = 2  # the better one counts: others use this machine too


def once(people: int) -> tuple[int, float]:
    """Rows written and seconds taken by the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        start = time.perf_counter()
        subprocess.run(  # noqa: S603  our own program
            [
                *(sys.executable, "-m", "serentak.cli.main", "register", "synth"),
                *("--people", str(people), "--out", str(out)),
            ],
            check=True,
            capture_output=True,
        )
        taken = time.perf_counter() - start
        return sum(json.loads((out / "synth.json").read_text())["rows"].values()), taken


def main() -> None:
    """All sizes, smallest first: the memory is that of the largest so far."""
    for size, people in SIZES.items():
        rows, taken = min((once(people) for _ in range(RUNS)), key=lambda run: run[1])
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        aim = f" (aim {AIM:,})" if size == max(SIZES) else ""
        sys.stdout.write(
            f"synthetic register, {rows:9,} rows   {taken:5.1f} s   "
            f"{rows / taken:9,.0f} rows/s{aim}   {megabytes:,.0f} MB at most\n"
        )


if __name__ == "__main__":
    main()
