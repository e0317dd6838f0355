"""What people answered about pairs, in the lines that a run's folder keeps of it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from serentak.engine.errors import BadData
from serentak.engine.store.workspace import whole

FILE = "reviews.jsonl"
Pair = tuple[str, str]  # the smaller id, the larger id: a pair may move from one queue to the other
VERDICTS = {one: one for one in ("same", "different", "unsure", "withdrawn")}
SETTLING = ("same", "different")


def answers(files: Iterable[Path]) -> Mapping[Pair, str]:
    """The newest verdict on each pair that settles it. Raises BadData naming the line."""
    told = sorted((_answer(line, where) for line, where in _lines(files)), key=lambda one: one[0])
    found = {pair: verdict for _at, pair, verdict in told}
    return {pair: verdict for pair, verdict in sorted(found.items()) if verdict in SETTLING}


def carry(files: Sequence[Path], folder: Path) -> None:
    """The lines of earlier files, in their order, as the new run's own."""
    if files:
        with whole(folder / FILE) as part:
            part.write_text("".join(f"{line}\n" for line, _where in _lines(files)), "utf-8")


def _lines(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Whole lines; one that is still being written was no answer yet."""
    for file in files:
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise BadData(f"Berkas jawaban {file.name} tidak terbaca. Periksa jalurnya.") from None
        for n, line in enumerate(text.split("\n")[:-1], start=1):
            yield line, f"{file.name} baris {n}"


def _answer(line: str, where: str) -> tuple[datetime, Pair, str]:
    try:
        said = json.loads(line)
        low, high = sorted((str(said["id_a"]), str(said["id_b"])))
        at = datetime.fromisoformat(said["at"]).astimezone()
        return at, (low, high), VERDICTS[said["verdict"]]
    except (ValueError, KeyError, TypeError):
        raise BadData(
            f"{where} bukan jawaban atas satu pasangan. Pulihkan berkas itu dari cadangan."
        ) from None
