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


ASSUMED = ["law", "obligations", "--election-kind", "pemilu", "--voting-day", "2029-02-14"]


def test_a_schedule_carried_over_from_the_last_cycle_reads_as_an_estimate(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = [*ASSUMED, "--region", "74.01"]
    found = json.loads(printed(capsys, *line, "--format", "json"))

    assert "published" not in {one["nature"] for one in found if one["due"]}
    guessed = [one for one in found if one["nature"] == "estimate"]
    assert guessed
    assert {one["confidence"] for one in guessed} == {"estimate"}
    assert "perkiraan" in printed(capsys, *line)


def test_what_the_law_counts_from_the_voting_day_stays_the_laws(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = json.loads(printed(capsys, *ASSUMED, "--region", "74.01", "--format", "json"))

    (ppk,) = [one for one in found if one["id"] == "pemilu.personnel.ppk"]
    assert ppk["nature"] == "law"


@pytest.mark.parametrize("row", ["K41", "k41"])
def test_a_rule_is_shown_by_its_row(capsys: pytest.CaptureFixture[str], row: str) -> None:
    assert "pilkada.result.file" in printed(capsys, "law", "show", row)


def test_a_row_of_several_rules_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "K12"]) == 2

    assert "Pilih: pilkada.tsm.objection, " in capsys.readouterr().err


def test_a_calendar_names_the_body_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    book = printed(capsys, *DUTIES, "--format", "ics").replace("\r\n ", "")

    assert "(Bupati/Wali Kota)" in book
    assert "(regent)" not in book


def test_readings_in_a_csv_say_day_name_and_basis(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(capsys, *DUTIES[:-1], "74.01", "--format", "csv")

    used = "2025-01-10: Bacaan yang dipakai (UU 10/2016 Ps 160; PKPU 18/2024, bersumber) [dipakai]"
    assert used in table
