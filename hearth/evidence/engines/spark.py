"""Measures on Spark, over the lake's Parquet: where a nation outgrows one machine."""

import importlib.util
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hearth.evidence.engines.base import Engine, EngineRefused
from hearth.evidence.engines.files import files_of, manifests_of
from hearth.evidence.measures import Asked, Measure
from hearth.lake.star import TABLES, Table

SAID = {
    "words": "string", "day": "date", "number": "int", "pseudonym": "bigint",
    "yes or no": "boolean",
}  # fmt: skip


class OnSpark(Engine):
    """
    :param master: the cluster, as Spark names it; this machine's own cores, unless it is said
    :raises EngineRefused: if PySpark or Java is not there
    """

    name, dialect = "spark", "pyspark"

    def __init__(self, folder: Path, partnerships: Sequence[str], *, master: str = "") -> None:
        if importlib.util.find_spec("pyspark") is None:
            raise EngineRefused(
                "PySpark is not installed: pip install 'hearth[spark]' beside Hearth brings it"
            )
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise EngineRefused("Spark needs Java 17 or newer, and there is none: install it first")
        self.folder, self.partnerships = folder, partnerships
        self.master = master or os.environ.get("HEARTH_SPARK_MASTER") or "local[*]"

    def rows(self, question: str, measure: Measure, asked: Asked) -> Sequence[Mapping[str, Any]]:
        session = self._session()
        manifests = manifests_of(self.folder, self.partnerships)
        for name in measure.rows:
            files = files_of(self.folder, manifests, name, measure, asked)
            if files:
                home = str(self.folder / name)
                read = session.read.option("basePath", home).parquet(*files)
            else:
                read = session.createDataFrame([], _schema(TABLES[name]))
            read.createOrReplaceTempView(name)
        return [row.asDict() for row in session.sql(question).collect()]

    def _session(self) -> Any:
        from pyspark.sql import SparkSession

        return (
            SparkSession.builder.master(self.master)
            .appName("Hearth")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            .getOrCreate()
        )


def _schema(table: Table) -> str:
    columns = [f"`{column.name}` {SAID[column.kind]}" for column in table.columns]
    return ", ".join([*columns, "partnership string", *(["month string"] * table.is_fact)])
