"""How long a province's needs take, beside the same totals written out by hand in the same run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from serentak.engine import store
from serentak.engine.needs import Room, summed
from serentak.engine.pipeline.needing import Answer, Asked, needed
from serentak.engine.regions import RegionCode

RUNS = 9
AIM = 1.0  # seconds, the whole command
SULTRA = RegionCode("74")
COMMAND = ["needs", "--election", "pilkada-2024", "--region", SULTRA]

Totals = dict[str, int]


def by_hand() -> Totals:
    """The people of the Pilkada, the boxes and the booths, with the numbers in the open."""
    stations = [
        int(row["stations"])
        for row in store.facts(SULTRA, "district_stations")
        if row["election"] == "pilkada-2024"
    ]
    villages = sum(len(code) == 13 for code, _ in store.regions_of(SULTRA))
    return {
        "kpps": 7 * sum(stations),
        "linmas": 2 * sum(stations),
        "ptps": sum(stations),
        "pps": 3 * villages,
        "ppk": 5 * len(stations),
        "panwascam": 3 * len(stations),
        "pkd": villages,
        "boxes-governor": sum(stations),
        "booths": 4 * sum(stations),
    }


def lines() -> Answer:
    """Every line of every room, district by district."""
    law = store.law()
    return needed(Asked(law=law, election=law.election("pilkada-2024"), region=SULTRA))


def check(found: Answer, reference: Totals) -> None:
    """The same totals, or this measures nothing."""
    rooms = (Room.PERSONNEL, Room.LOGISTICS)
    ours = {n.item: n.quantity for n in summed(found.needs, lambda _: SULTRA) if n.room in rooms}
    assert {item: ours[item] for item in reference} == reference


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least of several runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def command(folder: str) -> None:
    """The command as an office types it, from a cold process with its byte code in place."""
    program = [sys.executable, "-m", "serentak.cli.main", *COMMAND]
    names = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL, env=names)  # noqa: S603  our own command


def main() -> None:
    """Two lines: in a warm process beside the hand-written sums, and the whole command."""
    found, reference = lines(), by_hand()
    check(found, reference)
    warm, plain = seconds(lines), seconds(by_hand)
    with tempfile.TemporaryDirectory() as folder:
        command(folder)
        whole = seconds(lambda: command(folder), 5)
        before = os.times()
        command(folder)
        after = os.times()
    cpu = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    sys.stdout.write(
        f"needs, 17 regencies: {len(found.needs)} lines in {warm * 1000:.0f} ms, "
        f"{len(reference)} sums by hand in {plain * 1000:.0f} ms, ratio {warm / plain:.1f}\n"
        f"needs, the whole command: {whole:.2f} s, {cpu:.2f} s of it computing (aim {AIM:.0f} s)\n"
    )


if __name__ == "__main__":
    main()
