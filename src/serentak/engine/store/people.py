"""Registers as the matcher reads them, its weights, and the pairs that it found."""

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from serentak.engine.errors import BadData
from serentak.engine.register.match.columns import Roles, roles
from serentak.engine.register.match.trees import Forest

_WEIGHTS = resources.files("serentak") / "weights" / "match.npz"


def forest() -> Forest:
    """The weights of this release."""
    with _WEIGHTS.open("rb") as file, np.load(file) as kept:
        return Forest(**{name: kept[name] for name in Forest._fields})


def people(files: Sequence[Path], given: Roles) -> pa.Table:
    """All rows of some files under the matcher's columns. Raises BadData for what cannot be used."""
    tables = [_canonical(file, given) for file in files]
    if len({table.schema.field("id").type for table in tables}) > 1:
        tables = [_with_text_id(table) for table in tables]
    whole = pa.concat_tables(tables, promote_options="default")
    if pc.count_distinct(whole["id"]).as_py() < whole.num_rows:
        raise BadData("Kolom ID berisi nilai kembar atau kosong. Perbaiki, atau hapus kolom itu.")
    return whole


def _with_text_id(table: pa.Table) -> pa.Table:
    return table.set_column(0, "id", table["id"].cast(pa.string()))


def _canonical(file: Path, given: Roles) -> pa.Table:
    found = roles(_headings(file), given)
    raw = _read(file, sorted({heading for some in found.values() for heading in some}))
    columns = {role: _joined(raw, headings) for role, headings in found.items()}
    if "id" not in columns:
        rows = np.char.add(f"{file.stem}:", np.arange(1, raw.num_rows + 1).astype(str))
        columns = {"id": pa.chunked_array([pa.array(rows)])} | columns
    own = columns.pop("id")
    return pa.table({"id": own} | columns)


def _joined(raw: pa.Table, headings: Sequence[str]) -> pa.ChunkedArray:
    if len(headings) == 1:
        return raw[headings[0]]
    parts = [raw[heading].cast(pa.string()).fill_null("") for heading in headings]
    return pc.binary_join_element_wise(*parts, " ")


def _headings(file: Path) -> list[str]:
    if not file.is_file():
        raise BadData(f"Berkas {file.name} tidak ditemukan.")
    if file.suffix == ".parquet":
        return list(pq.read_schema(file).names)
    with file.open(encoding="utf-8-sig") as lines:
        return [cell.strip().strip('"') for cell in lines.readline().rstrip().split(_mark(file))]


def _mark(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as lines:
        first = lines.readline()
    return max((";", ",", "\t"), key=first.count)


def _read(file: Path, headings: Sequence[str]) -> pa.Table:
    if file.suffix == ".parquet":
        return pq.read_table(file, columns=list(headings))
    try:
        return arrow_csv.read_csv(
            file,
            parse_options=arrow_csv.ParseOptions(delimiter=_mark(file)),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(headings),
                column_types={heading: pa.string() for heading in headings},
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as slip:
        raise BadData(f"Berkas {file.name} tidak dapat dibaca sebagai CSV. Simpan ulang.") from slip


def write_matches(table: pa.Table, folder: Path) -> Path:
    """The pairs as a Parquet file, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target, part = folder / "matches.parquet", folder / ".matches.parquet.part"
    try:
        part.touch(mode=0o600)
        pq.write_table(table, part, compression="zstd")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target
