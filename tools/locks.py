"""Check that the two lock files agree with pyproject.toml and with each other, without a network."""

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|--(?:index-url|extra-index-url|find-links)")
Pins = Mapping[str, set[str]]


def main() -> int:
    """Print each disagreement; the exit code says whether there is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build = [*project["build-system"]["requires"], *project["dependency-groups"]["build"]]
    runtime = [*project["project"]["dependencies"], *build]
    develop = [*runtime, *project["project"]["optional-dependencies"]["dev"]]
    locks = {"requirements.lock": runtime, "requirements-dev.lock": develop}
    texts = {name: (ROOT / name).read_text("utf-8") for name in locks}
    pins = {name: _pins(text) for name, text in texts.items()}
    slips = [
        *_addresses(texts),
        *(slip for name, wanted in locks.items() for slip in _unmet(name, wanted, pins[name])),
        *_apart(pins["requirements.lock"], pins["requirements-dev.lock"]),
    ]
    for slip in slips:
        print(slip)
    return 1 if slips else 0


def _pins(text: str) -> Pins:
    found: dict[str, set[str]] = defaultdict(set)
    for pin in PIN.finditer(text):
        found[canonicalize_name(pin["name"])].add(pin["version"])
    return found


def _addresses(texts: Mapping[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        if ADDRESS.search(text):
            yield f"{name} names an address; a lock holds names, versions and hashes only."


def _unmet(lock: str, wanted: Iterable[str], pins: Pins) -> Iterator[str]:
    for name, versions in pins.items():
        if len(versions) > 1:
            yield f"{lock} pins {name} twice: {', '.join(sorted(versions))}."
    for line in wanted:
        need = Requirement(line)
        versions = pins.get(canonicalize_name(need.name), set())
        if not any(need.specifier.contains(version) for version in versions):
            yield f"{lock} does not meet {line}; run make lock."


def _apart(runtime: Pins, develop: Pins) -> Iterator[str]:
    for name, versions in runtime.items():
        if develop.get(name) != versions:
            yield f"The two locks differ on {name}; run make lock."


if __name__ == "__main__":
    sys.exit(main())
