"""How an office writes its files, as saved beside them."""

from pathlib import Path
from typing import Any

import yaml

from serentak.engine.errors import BadData
from serentak.engine.regions import region_code
from serentak.engine.register.columns import Column, DateOrder, Source

KEYS = {"name", "columns", "values", "order", "region", "encoding", "sheet"}


def source_of(file: Path) -> Source:
    """A saved column mapping, YAML or JSON. Raises BadData naming what is wrong in it."""
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadData(
            f"Berkas pemetaan {file.name} tidak terbaca sebagai YAML atau JSON."
        ) from None
    if not isinstance(raw, dict) or set(raw) - KEYS:
        raise BadData(f"Berkas pemetaan {file.name}: pakai kunci {', '.join(sorted(KEYS))}.")
    try:
        return _source(raw)
    except (ValueError, AttributeError) as slip:
        raise BadData(
            f"Berkas pemetaan {file.name}: {slip}. Kolom: {', '.join(Column)}; "
            f"urutan tanggal: {', '.join(DateOrder)}."
        ) from None


def _source(raw: dict[str, Any]) -> Source:
    columns, values = raw.get("columns") or {}, raw.get("values") or {}
    return Source(
        name=str(raw.get("name", "")),
        columns={str(theirs): Column(ours) for theirs, ours in columns.items()},
        values={
            Column(column): {str(theirs).upper(): str(ours) for theirs, ours in words.items()}
            for column, words in values.items()
        },
        order=DateOrder(raw.get("order", DateOrder.DMY)),
        region=region_code(str(raw["region"])) if raw.get("region") else "",
        encoding=str(raw.get("encoding", "utf-8")).lower(),
        sheet=str(raw.get("sheet", "")),
    )
