"""Orders of duty on paper: one for each post, and what nobody does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from serentak.engine.law.guards import Risk
from serentak.engine.papers import Cell, Grid, Paper, Section
from serentak.engine.security.duty import Task

CLASSES: Mapping[Risk, str] = {
    Risk.LOW: "kurang rawan",
    Risk.HIGH: "rawan",
    Risk.SEVERE: "sangat rawan",
    Risk.SPECIAL: "khusus",
}
HEADS = (*("Regu", "Petugas", "Berangkat", "Jalan", "Pangkal", "TPS", "Kelas", "Linmas"),)
WIDTHS = (5, 7, 13, 20, 18, 34, 12, 7)
NUMBERS = frozenset({0, 1, 7})
VILLAGE = len("74.01.01.2001")  # of a station's code


def papers(
    tasks: Sequence[Task], named: Callable[[str], str], title: str, day: date
) -> Iterator[tuple[str, Paper]]:
    """Each post's order with a name for its file."""
    for (unit, post), group in groupby(tasks, key=lambda task: (task.unit, task.post)):
        if post:
            yield f"{unit}-{post}", _paper(list(group), (post, named(unit)), named, (title, day))


def _paper(
    tasks: list[Task],
    of: tuple[str, str],
    named: Callable[[str], str],
    about: tuple[str, date],
) -> Paper:
    post, unit = of
    title, day = about
    officers = sum(task.officers for task in tasks)
    return Paper(
        language="id",
        day=day,
        kicker=f"Perintah tugas pengamanan TPS · {title}",
        title=f"{post}: {len(tasks)} regu, {officers} petugas",
        facts=(
            ("Satuan", unit),
            ("TPS", str(sum(len(task.stations) for task in tasks))),
            ("Siap di pangkal", f"{tasks[0].arrives:%d/%m/%Y %H.%M}"),
        ),
        sections=(
            Section(title="Giliran", sentences=tuple(_watches(tasks))),
            Section(
                title="Regu",
                grid=Grid(
                    heads=HEADS,
                    rows=tuple(cells(task, named) for task in tasks),
                    widths=WIDTHS,
                    numbers=NUMBERS,
                ),
            ),
        ),
        foot="Waktu jalan dihitung dari garis lurus dan lintasan bernama; periksa sebelum berangkat.",
        landscape=True,
    )


def cells(task: Task, named: Callable[[str], str]) -> tuple[Cell, ...]:
    """A team's line."""
    leaves = f"{task.leaves:%d/%m %H.%M}" if task.leaves else "–"
    way = f"{task.minutes} menit" if task.leaves else "tidak ada petugas"
    return (
        *(task.number, task.officers, leaves, "; ".join((way, *task.way)), named(task.base)),
        *(_stations(task.stations, named), CLASSES[task.risk], task.linmas),
    )


def _stations(codes: Sequence[str], named: Callable[[str], str]) -> str:
    """Villages with the numbers of their stations."""
    villages = groupby(sorted(codes), key=lambda code: code[:VILLAGE])
    return "; ".join(
        f"{named(village)} {', '.join(code[VILLAGE + 1 :] for code in own)}"
        for village, own in villages
    )


def _watches(tasks: Sequence[Task]) -> Iterator[str]:
    for size in sorted({task.officers for task in tasks}):
        one = next(task for task in tasks if task.officers == size)
        yield f"Regu {size} petugas: {'; '.join(one.watches)}."
