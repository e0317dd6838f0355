"""The terminal's tables speak in words; JSON and CSV keep the codes other programs read."""

import json

import pytest

from serentak.cli import words
from serentak.cli.main import main
from serentak.engine import store

DUTIES = ["law", "obligations", "--election", "pilkada-2024", "--region", "74.12"]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main([*arguments])
    return capsys.readouterr().out


def test_a_table_of_duties_shows_no_code(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(capsys, *DUTIES)

    assert "jadwal terbit" in table
    assert "Bupati/Wali Kota" in table
    codes = {"target", "published", "sourced", "memory", "regent", "kpu"}
    assert not codes & {cell for line in table.splitlines() for cell in line.split("  ")}


def test_json_of_the_same_duties_keeps_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, *DUTIES, "--format", "json"))

    assert {one["nature"] for one in found} == {"law", "published", "target"}
    assert "regent" in {one["institution"] for one in found}


def test_an_entry_is_told_with_labels_and_names(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "law", "show", "pilkada.grant.first-tranche")

    assert "Badan Pengelola Keuangan dan Aset Daerah" in told
    assert "satuan: hari kerja" in told
    assert "keyakinan: bersumber" in told
    assert "first_day" not in told


def test_a_derivation_says_how_sure_its_article_is(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(
        capsys, "law", "deadline", "pilkada.grant.first-tranche", "--from", "2023-10-27"
    )

    assert "(bersumber)" in found
    assert "(sourced)" not in found


def test_every_key_of_the_law_book_has_a_label(capsys: pytest.CaptureFixture[str]) -> None:
    law = store.law()
    some = [*law.rules, *law.templates, *law.instruments, *law.elections, *law.bodies, *law.kinds]
    keys = set()
    for one in some:
        keys |= json.loads(printed(capsys, "law", "show", one, "--format", "json")).keys()

    assert {key for key in keys if key.removesuffix("_en") not in words.LABELS} == set()
