"""A run built in a real process of its own: heard, refused, crashed, silent, abandoned."""

import os
import sys
import time
from pathlib import Path

import pytest

from serentak.desk.jobs.actions import Stopped
from serentak.desk.register import runner
from serentak.engine.errors import BadData

COMMAND = (sys.executable, "-m", "tests.desk.register.engine")
Told = list[tuple[str, float, str]]


def built(folder: Path, mood: str, **more: object) -> Told:
    """What a run told on its way."""
    told: Told = []
    file = folder / f"{mood}.csv"
    file.touch()
    usual = {"election": "pilkada-2024", "region": "74.12", "out": folder / "run"}
    asked = runner.Asked(files=[file], **(usual | more))  # type: ignore[arg-type]
    runner.run(COMMAND, asked, tell=lambda *news: told.append(news))
    return told


def test_a_run_tells_how_far_it_is_and_leaves_its_folder(tmp_path: Path) -> None:
    told = built(tmp_path, "baik", cap=30, compact=True)

    assert ("intake", 0.5, "separuh berkas") in told
    assert told[-1] == ("stations", 1.0, "")
    assert (tmp_path / "run" / "report.json").is_file()


def test_lists_of_other_bodies_are_named_to_the_child(tmp_path: Path) -> None:
    asked = runner.Asked(
        files=[Path("isi.csv")],
        election="pilkada-2024",
        region="74.12",
        out=tmp_path / "run",
        lists={"deaths": Path("mati.csv")},
    )

    told = " ".join(asked.arguments)

    assert "--region 74.12" in told
    assert "--deaths mati.csv" in told


def test_the_child_knows_neither_the_database_nor_the_secret(tmp_path: Path) -> None:
    assert ("checks", 1.0, "tidak ada rahasia") in built(tmp_path, "rahasia")


def test_a_refusal_comes_back_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"^Kolom NIK tidak ada\. Tambahkan, lalu kirim lagi\.$"):
        built(tmp_path, "tolak")


def test_a_crash_is_told_without_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="kode 1") as crash:
        built(tmp_path, "runtuh")

    assert "7401" not in str(crash.value)


def test_silence_is_broken_and_a_stop_ends_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BEAT", 0.05)
    told: Told = []

    def tell(*news: object) -> None:
        told.append(news)  # type: ignore[arg-type]
        if told.count(("intake", 0.5, "separuh berkas")) > 2:
            raise Stopped

    (tmp_path / "lama.csv").touch()
    asked = runner.Asked(
        files=[tmp_path / "lama.csv"], election="x", region="74.12", out=tmp_path / "run"
    )
    with pytest.raises(Stopped):
        runner.run(COMMAND, asked, tell=tell)

    child = int((tmp_path / "pid").read_text())
    assert _gone(child)
    assert not (tmp_path / "run").exists()


def _gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
