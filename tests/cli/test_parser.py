"""Usage and complaints are Indonesian, also where the parser's own English would show."""

import pytest

from serentak.cli.parser import Parser, said
from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("law", "belum diisi: PERINTAH"),
        ("law deadline pilkada.result.file", "belum diisi: --from"),
        ("lw", "PERINTAH 'lw' tidak dikenal. Pilih:"),
        ("law show a b", "tidak dikenal: b"),
        ("law count tiga hours --from 2024-01-01", "N: 'tiga' tidak terbaca"),
        ("demo --port", "--port perlu satu nilai"),
        ("law deadline x --from kemarin", "--from: 'kemarin' bukan tanggal"),
    ],
)
def test_a_complaint_is_one_indonesian_sentence(
    terminal: Terminal, line: str, sentence: str
) -> None:
    found = terminal(line)

    assert (found.code, found.out) == (2, "")
    assert sentence in found.err
    assert found.err.count("\n") == 1


def test_help_is_indonesian(terminal: Terminal) -> None:
    shown = terminal("law show --help").out

    assert shown.startswith("pemakaian: serentak law show")
    assert "pilihan:" in shown
    assert "Tampilkan bantuan ini." in shown
    assert not {"usage", "options", "show this help"} & set(shown.split("\n"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["--a", "1", "--b", "2"], "--b tidak boleh bersama --a"),
        ([], "isi salah satu dari --a --b"),
        (["--a", "1", "--many"], "--many perlu sedikitnya satu nilai"),
        (["--a", "1", "--flag=x"], "--flag tidak memakai nilai 'x'"),
        (["--a", "1", "--ma", "x"], "--ma kurang jelas, bisa berarti --many, --maybe"),
    ],
)
def test_the_rarer_complaints_are_indonesian_too(
    capsys: pytest.CaptureFixture[str], line: list[str], sentence: str
) -> None:
    parser = Parser(prog="uji")
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--a")
    either.add_argument("--b")
    parser.add_argument("--many", nargs="+")
    parser.add_argument("--maybe")
    parser.add_argument("--flag", action="store_true")

    with pytest.raises(SystemExit):
        parser.parse_args(line)

    assert sentence in capsys.readouterr().err


def test_our_own_sentence_stays_as_it_is() -> None:
    assert said("Berkas tidak ada") == "Berkas tidak ada"
