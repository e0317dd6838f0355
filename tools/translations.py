"""Check that every Indonesian sentence on screen has its English; `--write` adds the missing ones."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src" / "serentak"
CATALOG = SOURCE / "desk" / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
PLURAL = (1, 2)
CONTEXT = ((1, "c"), 2)
CONTEXT_PLURAL = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "lazy": None,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}


def main(arguments: list[str]) -> int:
    """Print what is missing; the exit code says whether anything is."""
    wanted, english = sentences(SOURCE), read(CATALOG)
    if arguments == ["--write"]:
        add(english, wanted)
        save(english, CATALOG)
    slips = [*missing(wanted, english), *stale(english, CATALOG.with_suffix(".mo"))]
    for slip in slips:
        print(slip)
    print(f"{len(wanted)} sentences, {len(slips)} to mend.")
    return 1 if slips and arguments != ["--write"] else 0


def sentences(source: Path) -> Catalog:
    """Every translatable sentence of the templates and of the Python under a folder."""
    found = Catalog()
    for file in sorted(source.rglob("*.py")):
        _collect(file.read_bytes(), found)
    for file in sorted(path for path in source.rglob("templates/**/*") if path.is_file()):
        _collect(_as_python(file), found)
    return found


def _as_python(template: Path) -> bytes:
    # Django leaves markup as rows of X; brackets keep its indentation out of Python's way.
    return f"(\n{templatize(template.read_text('utf-8'), origin=str(template))}\n)".encode()


def _collect(code: bytes, found: Catalog) -> None:
    options = {"encoding": "utf-8"}
    for _, text, _, context in extract("python", BytesIO(code), KEYWORDS, options=options):
        if text and text[0]:
            found.add(text, context=context)


def read(file: Path) -> Catalog:
    """The catalogue as committed; an empty one when there is none yet."""
    if not file.is_file():
        return _empty()
    with file.open("rb") as stream:
        return read_po(stream, locale="en", abort_invalid=True)


def _empty() -> Catalog:
    catalog = Catalog(
        locale="en",
        header_comment="# English of the screens; tools/translations.py keeps it complete.",
        project="serentak",
        msgid_bugs_address="serentak",
        last_translator="serentak",
        language_team="serentak",
        fuzzy=False,
    )
    catalog.revision_date = catalog.creation_date
    return catalog


def missing(wanted: Catalog, english: Catalog) -> Iterator[str]:
    """A line for each sentence whose English is absent, empty, doubtful or of another shape."""
    for message in _entries(wanted):
        entry = english.get(message.id, message.context)
        reason = "no entry" if entry is None else _flaw(message, entry)
        if reason:
            yield f"{reason}: {message.id!r}"


def _flaw(message: Message, entry: Message) -> str:
    if entry.fuzzy:
        return "marked fuzzy"
    if message.pluralizable and not entry.pluralizable:
        return "no plural"
    ids, texts = _forms(entry.id), _forms(entry.string)
    if not texts or not all(texts):
        return "no English"
    allowed = {found for text in ids for found in PLACEHOLDER.findall(text)}
    used = {found for text in texts for found in PLACEHOLDER.findall(text)}
    return "" if used == allowed else "placeholders differ"


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text or ""),)


def stale(english: Catalog, compiled: Path) -> Iterator[str]:
    """A line when the compiled file does not say what the catalogue says."""
    if not _entries(english):
        return
    if not compiled.is_file():
        yield f"no compiled file {compiled.name}; run tools/translations.py --write"
        return
    with compiled.open("rb") as stream:
        now = _texts(read_mo(stream))
    if now != _texts(read_mo(BytesIO(_compiled(english)))):
        yield f"{compiled.name} is older than {CATALOG.name}; run tools/translations.py --write"


def _texts(catalog: Catalog) -> dict[object, object]:
    return {(_forms(entry.id), entry.context): _forms(entry.string) for entry in _entries(catalog)}


def _entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _compiled(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def add(english: Catalog, wanted: Catalog) -> None:
    """Give each unknown sentence an entry without English; known ones keep theirs."""
    for message in _entries(wanted):
        entry = english.get(message.id, message.context)
        if entry is None or (message.pluralizable and not entry.pluralizable):
            english.delete(message.id, message.context)
            english.add(message.id, "", context=message.context)


def save(english: Catalog, file: Path) -> None:
    """Write the catalogue, sorted, and its compiled twin."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, english, width=0, no_location=True, sort_output=True)
    file.with_suffix(".mo").write_bytes(_compiled(english))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
