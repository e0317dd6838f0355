"""What people answered about pairs, in the lines that a run's folder keeps of it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from serentak.engine.errors import BadData

Pair = tuple[str, str, str]  # the smaller id, the larger id, kind
VERDICTS = {one: one for one in ("same", "different", "unsure", "withdrawn")}


def answers(files: Iterable[Path]) -> Mapping[Pair, str]:
    """The newest verdict on each pair, `same` or `different`. Raises BadData naming the line."""
    found: dict[Pair, str] = {}
    for file in files:
        for n, line in enumerate(_text(file).splitlines(), start=1):
            pair, verdict = _answer(line, f"{file.name} baris {n}")
            found[pair] = verdict
    return {pair: said for pair, said in sorted(found.items()) if said in ("same", "different")}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadData(f"Berkas jawaban {file.name} tidak terbaca. Periksa jalurnya.") from None


def _answer(line: str, where: str) -> tuple[Pair, str]:
    try:
        said = json.loads(line)
        low, high = sorted((str(said["id_a"]), str(said["id_b"])))
        return (low, high, str(said["kind"])), VERDICTS[said["verdict"]]
    except (ValueError, KeyError, TypeError):
        raise BadData(
            f"{where} bukan jawaban atas satu pasangan. Pulihkan berkas itu dari cadangan."
        ) from None
