"""The one door to files: law data, published facts, the register of regions."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from lokal import wilayah

from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.model import Law
from serentak.engine.law.parse import parse
from serentak.engine.regions import NATION, RegionCode

_LAW = resources.files("serentak") / "law"
_FACTS = resources.files("serentak") / "facts"


@lru_cache(maxsize=1)
def law() -> Law:
    """The law book of this release. Raises LawGap on the first slip in a file."""
    return parse({file.name: _content(file) for file in _law_files()})


@lru_cache(maxsize=1)
def law_digest() -> str:
    """The SHA-256 of the law data: two runs under the same law say the same one."""
    told = sha256()
    for file in _law_files():
        told.update(f"{file.name}\n".encode() + file.read_bytes())
    return told.hexdigest()


def release() -> str:
    """The version of this program."""
    return metadata.version("serentak")


def _law_files() -> Iterator[Traversable]:
    for folder in (_LAW, _LAW / "obligations"):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".yaml"):
                yield file


def _content(file: Traversable) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, ValueError) as slip:
        reason = " ".join(str(slip).split())
        raise LawGap(f"{file.name}: bukan YAML yang sah ({reason}).") from slip
    except LawGap as slip:
        raise LawGap(f"{file.name}: {slip}") from slip
    return found


# The parser in C reads the same, seven times as fast; a PyYAML built without it has only the other.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]  # whichever of the two there is
    """The safe loader that refuses a key written twice and reads only true and false as such."""

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in found if tag != "tag:yaml.org,2002:bool"]
        for first, found in _Safe.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  the base class calls it so
        """A mapping whose keys are all different."""
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise LawGap(f"Kunci tertulis dua kali: {', '.join(sorted(twice))}.")
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))


@lru_cache
def facts(province: RegionCode, name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a published-facts table of a province. Raises BadData when there is none."""
    file = _FACTS / province / f"{name}.csv"
    if not file.is_file():
        raise BadData(f"Fakta '{name}' untuk wilayah {province} tidak ada dalam paket ini.")
    return tuple(csv.DictReader(file.read_text("utf-8").splitlines()))


def has_facts(province: RegionCode) -> bool:
    """Whether this release carries published facts of a province."""
    return (_FACTS / province).is_dir()


def regions_of(province: RegionCode) -> Iterator[tuple[RegionCode, str]]:
    """A province's regencies, districts and villages, parents first: code and name."""
    for child in wilayah.list_wilayah(province):
        yield RegionCode(child.code), child.name
        yield from regions_of(RegionCode(child.code))


def districts_of(province: RegionCode) -> Iterator[tuple[RegionCode, str]]:
    """A province's districts: code and name."""
    for regency in wilayah.list_wilayah(province):
        for child in wilayah.list_wilayah(regency.code):
            yield RegionCode(child.code), child.name


def known(code: RegionCode) -> bool:
    """Whether the Interior Ministry's list holds a code; the nation's own code counts."""
    return code == NATION or wilayah.wilayah_name(code) is not None


def region_name(code: RegionCode) -> str:
    """What the Interior Ministry's list calls a region; empty where it does not know the code."""
    return wilayah.wilayah_name(code) or ""


def provinces() -> Iterator[tuple[RegionCode, str]]:
    """The 38 provinces: code and name."""
    for region in wilayah.list_wilayah():
        yield RegionCode(region.code), region.name
