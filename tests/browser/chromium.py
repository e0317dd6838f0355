"""Find a Chromium, or fetch one; a browser test is never skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
HOW = (
    "No Chromium for the browser tests, and none could be installed: {why}\n"
    "Install one (Debian, Ubuntu: apt install chromium; elsewhere: "
    "python -m playwright install --with-deps chromium) or set CHROMIUM=/path/to/chromium."
)


class NoBrowser(Exception):
    """There is no Chromium and this machine cannot get one; the text says how to."""


def chromium(own: str) -> str:
    """The path of a Chromium; `own` is where Playwright keeps its own. Raises NoBrowser."""
    found = _present(own)
    if found is None:
        _install()
        found = _present(own)
    if found is None:
        raise NoBrowser(HOW.format(why="the installer left no program."))
    return found


def _present(own: str) -> str | None:
    chosen = os.environ.get("CHROMIUM")
    if chosen and not shutil.which(chosen):
        raise NoBrowser(HOW.format(why=f"CHROMIUM={chosen} is no program."))
    named = (shutil.which(name) for name in (chosen, *NAMES) if name)
    return next((path for path in named if path), own if Path(own).is_file() else None)


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        steps = [
            ["apt-get", "-qq", "update"],
            ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"],
        ]
    else:
        steps = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for step in steps:
        done = subprocess.run(step, env=APT, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise NoBrowser(HOW.format(why=f"{' '.join(step)} said:\n{done.stderr[-800:]}"))
