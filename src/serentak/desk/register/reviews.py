"""Decisions on pairs, in the run's own folder: lines are only added, the last one counts."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from serentak.engine.errors import BadData

FILE = "reviews.jsonl"


class Verdict(StrEnum):
    """What an officer says of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"  # the earlier answer no longer counts


SETTLING = frozenset({Verdict.SAME, Verdict.DIFFERENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision."""

    id_a: str
    id_b: str
    kind: str
    verdict: Verdict
    reason: str
    by: int | None
    at: datetime

    @property
    def key(self) -> str:
        """What pages and the trail call the pair: its ids may be somebody's number, this is not."""
        named = "\x1f".join((self.id_a, self.id_b))
        return hashlib.sha256(named.encode()).hexdigest()[:16]


def add(folder: Path, review: Review) -> None:
    """Append one line and see it on the disk before going on. Raises BadData.

    A line that an earlier failure left half written was no decision; it makes room.
    """
    line = json.dumps({**asdict(review), "at": review.at.isoformat()}, ensure_ascii=False) + "\n"
    path = folder / FILE
    whole = path.read_bytes().rfind(b"\n") + 1 if path.exists() else 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
            out.truncate(whole)
            out.seek(whole)
            out.write(line.encode())
            out.flush()
            os.fsync(out.fileno())
    except OSError as slip:
        raise BadData(
            f"Jawaban tidak tersimpan: {slip.strerror}. Periksa ruang simpan peladen, lalu jawab lagi."
        ) from slip


def standing(folder: Path) -> dict[str, Review]:
    """The last decision on each pair, by its key, unless withdrawn. Raises BadData."""
    found: dict[str, Review] = {}
    for review in _lines(folder / FILE):
        if review.verdict == Verdict.WITHDRAWN:
            found.pop(review.key, None)
        else:
            found[review.key] = review
    return found


def _lines(file: Path) -> Iterator[Review]:
    if not file.exists():
        return
    for n, line in enumerate(file.read_text("utf-8").split("\n")[:-1], start=1):
        try:
            said = json.loads(line)
            yield Review(
                id_a=said["id_a"],
                id_b=said["id_b"],
                kind=said["kind"],
                verdict=Verdict(said["verdict"]),
                reason=said["reason"],
                by=said["by"],
                at=datetime.fromisoformat(said["at"]),
            )
        except (ValueError, KeyError, TypeError):
            raise BadData(
                f"Baris {n} dari {FILE} rusak. Pulihkan berkas itu dari cadangan sebelum "
                "memutuskan pasangan lagi."
            ) from None
