"""Write the generated pages of docs/ from the law, the contracts and the policy; `--check` compares."""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import django
from django.urls import URLPattern, URLResolver, get_resolver

from tools import law_pages
from tools.tables import head, table

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def main(arguments: list[str]) -> int:
    """Write every page, or only name those that are out of date (exit code 1)."""
    django.setup()
    stale = []
    for name, page in PAGES.items():
        text, file = "\n".join([*page(), ""]), DOCS / name
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        stale.append(name)
        if arguments != ["--check"]:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    said = "is out of date; run make docs" if arguments == ["--check"] else "written"
    for name in stale:
        print(f"docs/{name} {said}")
    return 1 if stale and arguments == ["--check"] else 0


def rooms() -> Iterator[str]:
    """The import contracts as pictures and as a table."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    yield from head(
        "Rooms",
        "Drawn from the import contracts of `pyproject.toml`: a room may import what its arrows lead to, however far down.",
    )
    for contract in contracts:
        if contract["type"] == "layers":
            yield from ("", f"## {contract['name']}", "", f"In `{contract['containers'][0]}`:", "")
            yield from ("```mermaid", "flowchart TD", *_arrows(contract["layers"]), "```")
    columns = ("contract", "these", "may not import")
    forbidden = [one for one in contracts if one["type"] == "forbidden"]
    yield from ("", "## Forbidden everywhere", *table(columns, map(_forbidden, forbidden)))


def _arrows(layers: Sequence[str]) -> Iterator[str]:
    """Each room to those one layer below; several names share a layer."""
    cleaned = (layer.replace(":", " ").replace("|", " ").split() for layer in layers)
    steps = [[name.strip("()") for name in layer] for layer in cleaned]
    for n, (upper, lower) in enumerate(pairwise(steps)):
        yield f"  {_nodes(n, upper)} --> {_nodes(n + 1, lower)}"


def _nodes(n: int, names: Sequence[str]) -> str:
    return " & ".join(f"n{n}{m}[{name}]" for m, name in enumerate(names))


def _forbidden(contract: dict[str, list[str]]) -> Sequence[object]:
    spared = ", ".join(f"`{one}`" for one in contract.get("ignore_imports", []))
    named = ", ".join(f"`{one}`" for one in contract["forbidden_modules"])
    return (
        contract["name"],
        ", ".join(f"`{one}`" for one in contract["source_modules"]),
        f"{named} (except {spared})" if spared else named,
    )


REACHES = {
    "own": "things of the institution one acts for",
    "checked": "things of the institutions one's own institution verifies",
    "government": "for a body of regional government: things of its region's bodies, except those "
    "that are independent or answer to the centre",
    "region": "things of any body in the region of one's own, also of an independent one",
    "published": "what its owner has published",
    "any": "everything",
}


def permissions() -> Iterator[str]:
    """Who may do what, and what each page asks for."""
    from serentak.desk.accounts import facts  # noqa: PLC0415  models need a set-up Django
    from serentak.desk.accounts.models import Role  # noqa: PLC0415
    from serentak.desk.accounts.policy import MAY, Act, Member, Reach  # noqa: PLC0415

    proof = ", ".join(f"`{role}`" for role in Role if role in facts.TWO_FACTOR)
    guest = Member(user=None, guest=True)
    yield from head(
        "Permissions",
        "From `desk/accounts/policy.py`; whatever the first table does not say is refused. "
        f"A second factor at sign-in is required of {proof} outside the demo. "
        "A visitor (`guest`) exists only where the desk is opened for reading.",
    )
    lines = [
        (f"`{act}`", *(_reaches(MAY[act], role, Reach) for role in Role), _visitor(guest, act))
        for act in Act
    ]
    yield from table(("act", *(f"{role} ({role.label})" for role in Role), "guest"), lines)
    yield from table(("reach", "means"), [(f"`{one}`", REACHES[one]) for one in Reach])
    yield from ("", "## What each page asks for", "", "A page without a mark is refused to all.")
    yield from table(("address", "name", "act"), _pages(get_resolver().url_patterns))


def _reaches(allowed: Iterable[tuple[Any, Any]], role: object, order: Iterable[Any]) -> str:
    held = {reach for held_by, reach in allowed if held_by is role}
    return ", ".join(reach for reach in order if reach in held)


def _visitor(guest: Any, act: Any) -> str:
    if guest.may(act):
        return "any"
    return "published" if guest.may(act, published=True) else ""


def _pages(
    patterns: Iterable[URLPattern | URLResolver], room: str = ""
) -> Iterator[Sequence[object]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one.url_patterns, one.app_name or "")
            continue
        act = getattr(one.callback, "act", "none: refused")
        yield f"`/{one.pattern}`", f"{room}:{one.name}", f"`{act}`" if act else "open to all"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "law/rules.md": law_pages.rules,
    "law/obligations.md": law_pages.obligations,
    "law/instruments.md": law_pages.instruments,
    "law/norms.md": law_pages.norms,
    "diagrams/rooms.md": rooms,
    "permissions.md": permissions,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
