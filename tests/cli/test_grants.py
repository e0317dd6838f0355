"""`serentak grants`: the tranche clock of what was published, and sentences where there is none."""

import json

import pytest

from serentak.cli.main import main


def test_the_tranche_clock_of_a_regency_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["grants", "--region", "74.13", "--on", "2024-11-13"])

    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Daerah  Penerima")
    assert len(told) == 4
    assert "2024-06-27" in told[-1]
    assert told[-1].endswith("lunas")


def test_the_province_holds_its_regencies_too(capsys: pytest.CaptureFixture[str]) -> None:
    province = ["--region", "74", "--election", "pilkada-2024", "--on", "2024-11-13"]

    main(["grants", *province, "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    first = found[0]
    assert (first["grantee"], first["days_late"], first["state"]) == ("74/kpu", 19, "paid-late")
    unknown = next(row for row in found if row["grantee"] == "74/polri")
    assert (unknown["tranche"], unknown["agreed"], unknown["state"]) == (None, None, "unknown")
    assert any(row["signed"] is None for row in found)


def test_without_a_day_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    main(["grants", "--region", "74.07"])

    assert "belum dilaporkan" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--region", "75"], "tidak ada dalam paket"),
        (["--region", "74.99"], "tidak ada dalam fakta"),
        (["--region", "kendari"], "Kode wilayah"),
    ],
)
def test_where_nothing_is_published_it_says_so(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code = main(["grants", *arguments])

    assert code == 2
    assert said in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["grants", "--region", "74", "--on", "kemarin"])

    assert "bukan tanggal" in capsys.readouterr().err
