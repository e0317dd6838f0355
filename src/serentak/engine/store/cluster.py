"""A workspace on Apache Spark, for registers that outgrow one machine; files and counts stay here."""

import os
import shutil
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from serentak.engine.errors import BadData
from serentak.engine.store.workspace import Workspace

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Spark is an extra, and slow to load: it is imported where a run asks for it.
# ruff: noqa: PLC0415

STANDALONE = "spark://"
PATIENCE = 5  # seconds until a master has answered
# Spark prints what it stumbles over, with the cell in it: nothing of people goes to a terminal.
GATEWAY = "org.apache.spark.api.python.PythonGatewayServer"
SILENT = f"""
appender.none.type = Null
appender.none.name = none
rootLogger.level = off
rootLogger.appenderRef.none.ref = none
logger.gateway.name = {GATEWAY}
logger.gateway.level = off
"""


class Cluster(Workspace):
    """The same workspace with its tables on Spark.

    Between the machines of a cluster the folder must be shared: tables travel through it.
    """

    def __init__(self, folder: Path, memory: str, *, master: str) -> None:
        _answers(master)
        super().__init__(folder, memory)
        heap = {"spark.driver.memory": f"{self._megabytes()}m"} if memory else {}
        self.session = _session(master, {**_settings(folder), **heap})
        self.session.conf.set(
            "spark.sql.shuffle.partitions", 2 * self.session.sparkContext.defaultParallelism
        )
        self.db = ibis.pyspark.connect(self.session)

    def close(self) -> None:
        """Give the cluster back."""
        self.session.stop()
        super().close()

    def parquet(self, file: Path, *, numbered: bool = False) -> ir.Table:
        """A Parquet file as a table on Spark, refused with the same words."""
        from pyspark.errors import PySparkException

        super().parquet(file)
        try:
            return self._opened(file, numbered=numbered)
        except PySparkException:
            raise BadData(
                f"Berkas {file.name} memuat jenis kolom yang tidak dikenal Spark. Simpan "
                "kolomnya sebagai teks, atau kirim sebagai CSV."
            ) from None

    def keep(self, table: ir.Table) -> ir.Table:
        """Computed into the folder: plans stay short, and nothing is computed twice."""
        return self._opened(self._parts(table))

    def of(
        self, columns: Mapping[str, Sequence[Any]], *, schema: ibis.Schema | None = None
    ) -> ir.Table:
        """A small table from lists."""
        file = self.folder / f"{self.fresh()}.parquet"
        arrow = schema.to_pyarrow() if schema is not None else None
        pq.write_table(pa.table(dict(columns), schema=arrow), file)
        return self._opened(file)

    def here(self, table: ir.Table) -> ir.Table:
        """Spark's parts in their order: put together they are the file of the embedded database."""
        parts = sorted(self._parts(table).glob("part-*"))
        return self.local.read_parquet(parts, table_name=self.fresh()).cast(table.schema())

    def _parts(self, table: ir.Table) -> Path:
        folder = self.folder / self.fresh()
        self.db.to_parquet(table, _address(folder))
        return folder

    def _opened(self, file: Path, *, numbered: bool = False) -> ir.Table:
        frame = self.session.read.parquet(_address(file))
        if numbered:
            frame = frame.selectExpr("*", "_metadata.row_index as file_row_number")
        name = self.fresh()
        frame.createOrReplaceTempView(name)
        return self.db.table(name)

    def _megabytes(self) -> int:
        """The limit as the embedded database understood it."""
        said = self.local.raw_sql("select current_setting('memory_limit')").fetchone()[0]
        number, unit = said.split()
        return int(float(number) * {"MiB": 1, "GiB": 1024, "TiB": 1024**2}[unit])


def _address(path: Path) -> str:
    """A cluster may have another place where paths begin by default."""
    return f"file://{path.resolve()}"


def _settings(folder: Path) -> dict[str, str]:
    logging = folder / "log4j2.properties"
    logging.write_text(SILENT, "utf-8")
    return {
        "spark.app.name": "serentak",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging.as_uri()}",
        "spark.local.dir": str(folder),  # what spills is gone with the folder
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.ansi.enabled": "false",  # what cannot be read is nothing, as in a try_cast
        # One constraint for each alias of each column: with all that a row says, more than fit in memory.
        "spark.sql.constraintPropagation.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # one method for all rules: too long to compile
        "spark.ui.enabled": "false",  # shows rows to whoever finds its port
        "spark.ui.showConsoleProgress": "false",
    }


def _answers(master: str) -> None:
    """Raises BadData at once for a master that is not there; Spark would try for a minute."""
    if not master.startswith(STANDALONE):
        return
    for one in master.removeprefix(STANDALONE).split(","):
        host, _, port = one.rpartition(":")
        try:
            socket.create_connection((host, int(port)), PATIENCE).close()
        except (OSError, ValueError):
            continue
        return
    raise BadData(f"Master Spark {master} tidak menjawab. Periksa alamat, porta dan jaringannya.")


def _session(master: str, settings: dict[str, str]) -> "SparkSession":
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise BadData(
            "Spark belum terpasang. Pasang dengan: pip install 'serentak[spark]'."
        ) from None
    if not _java():
        raise BadData("Java tidak ditemukan. Pasang Java 17, lalu tunjuk dengan JAVA_HOME.")
    builder = SparkSession.builder.master(master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except (Py4JError, PySparkException):
        raise BadData(
            f"Spark tidak dapat dimulai pada '{master}'. Periksa --master, misalnya local[*] atau "
            "spark://alamat:7077, dan versi Java: perlu 17."
        ) from None


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java", path=f"{home}/bin" if home else None))
