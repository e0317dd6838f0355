"""Build a run in a process of its own, so that the worker stays small and a crash stays there."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from typing import IO

from serentak.engine.errors import BadData

Tell = Callable[[str, float, str], None]  # step, share of it, words
BEAT = 15.0  # seconds after which silence is broken, so that the job stays ours
PAUSE = 0.5  # seconds between two reports of one step
_REFUSED = 2  # the exit code of an error in a sentence
_PREFIX = "serentak: "
_SECRETS = ("SERENTAK_SECRET_KEY", "DATABASE_URL")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to build, in the words of the command."""

    files: Sequence[Path]
    election: str
    region: str
    out: Path
    cap: int | None = None
    compact: bool = False
    lists: Mapping[str, Path] = field(default_factory=dict)  # of other bodies
    answers: Path | None = None  # about pairs, from the run before

    @property
    def arguments(self) -> list[str]:
        """The command's arguments."""
        cap = ["--cap", str(self.cap)] if self.cap is not None else []
        compact = ["--compact"] if self.compact else []
        told = ["--election", self.election, "--region", self.region, "--out", str(self.out)]
        lists = [text for name, path in self.lists.items() for text in (f"--{name}", str(path))]
        answers = ["--reviews", str(self.answers)] if self.answers else []
        options = [*lists, *answers, *cap, *compact]
        return [*map(str, self.files), *told, "--progress", "json", *options]


def run(command: Sequence[str], asked: Asked, *, tell: Tell) -> None:
    """Run the command to its end and pass on how far it is. Raises BadData, and what `tell` raises."""
    with TemporaryFile() as complaints, _started([*command, *asked.arguments], complaints) as child:
        _listen(child, tell)
        code = child.wait()
        if code:
            raise BadData(_sentence(code, complaints))


@contextmanager
def _started(command: Sequence[str], complaints: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    """The child, gone when we are; it needs neither our database nor our secret."""
    env = {name: text for name, text in os.environ.items() if name not in _SECRETS}
    with subprocess.Popen(  # noqa: S603  our own command, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, env=env
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def _listen(child: "subprocess.Popen[bytes]", tell: Tell) -> None:
    """Until the child closes its output; silence is broken by the last word again."""
    lines: SimpleQueue[bytes | None] = SimpleQueue()
    threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
    last, told_at = ("", 0.0, ""), 0.0
    tell(*last)
    while True:
        try:
            line = lines.get(timeout=BEAT)
        except Empty:
            tell(*last)
            continue
        if line is None:
            return
        news = _progress(line)
        if news is None:
            continue
        if news[0] != last[0] or time.monotonic() - told_at > PAUSE:
            tell(*news)
            told_at = time.monotonic()
        last = news


def _read(pipe: IO[bytes], lines: "SimpleQueue[bytes | None]") -> None:
    for line in pipe:
        lines.put(line)
    lines.put(None)


def _progress(line: bytes) -> tuple[str, float, str] | None:
    """A line of progress; anything else that is printed is passed over."""
    try:
        said = json.loads(line)
        return str(said["step"]), float(said["share"]), str(said.get("words", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _sentence(code: int, complaints: IO[bytes]) -> str:
    """The child's own sentence where it refused; of a crash only that it happened."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").splitlines()
    said = [line.removeprefix(_PREFIX) for line in lines if line.startswith(_PREFIX)]
    if code == _REFUSED and said:
        return said[-1]
    return (
        f"Putaran terhenti di tengah jalan (kode {code}); tidak ada yang tersimpan sebagian. "
        "Periksa memori dan ruang simpan peladen, lalu mulai lagi."
    )
