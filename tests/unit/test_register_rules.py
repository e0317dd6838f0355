"""What is wrong with a row, and who may not vote: one row for every rule and every bar."""

from pathlib import Path

import pytest

from serentak.engine.errors import LawGap
from serentak.engine.register import checks, voters
from serentak.engine.register.columns import Column, DateOrder, Source
from serentak.engine.register.ground import List
from tests.unit.residents import ELSEWHERE, VILLAGE, asked, law, row

# What is changed in a sound row, the rules it then breaks, the bars that then stand.
CASES: dict[str, tuple[dict[str, str], set[str], set[str]]] = {
    "nothing": ({}, set(), set()),
    "blanks around everything": (
        {"NIK": " 7401013112800001 ", "JK": " l ", "STS_KAWIN": " s", "KODE_DESA": f" {VILLAGE} "},
        set(),
        set(),
    ),
    "no NIK": ({"NIK": ""}, {"nik-missing"}, set()),
    "a dash for a NIK": ({"NIK": "-"}, {"nik-missing"}, set()),
    "fifteen digits": ({"NIK": "740101311280001"}, {"nik-form"}, set()),
    "seventeen digits": ({"NIK": "74010131128000011"}, {"nik-form"}, set()),
    "a letter in the NIK": ({"NIK": "74010131128O0001"}, {"nik-form"}, set()),
    "an underscore in the NIK": ({"NIK": "7401013112_80001"}, {"nik-form"}, set()),
    "a NIK that a spreadsheet keeps as text": ({"NIK": "'7401013112800001"}, set(), set()),
    "a text sign before too few digits": ({"NIK": "'740101311280001"}, {"nik-form"}, set()),
    "a text sign before a letter": ({"NIK": "'74010131128O0001"}, {"nik-form"}, set()),
    "a NIK in scientific form": ({"NIK": "7.40101E+15"}, {"nik-float"}, set()),
    "a scientific form of sixteen signs": ({"NIK": "7.4010131128E+15"}, {"nik-float"}, set()),
    "a NIK with decimals": ({"NIK": "7401013112800001.0"}, {"nik-float"}, set()),
    "a NIK with a decimal comma": ({"NIK": "7,40101E+15"}, {"nik-float"}, set()),
    "a district nobody has": ({"NIK": "7499993112800001"}, {"nik-district"}, set()),
    "another birth date": ({"TANGGAL_LAHIR": "30|12|1980"}, {"nik-birth-date"}, set()),
    "a woman with a man's NIK": ({"JK": "P"}, {"nik-sex"}, set()),
    "a woman with her own NIK": ({"JK": "P", "NIK": "7401017112800001"}, set(), set()),
    "no birth date": ({"TANGGAL_LAHIR": ""}, {"birth-date-missing"}, set()),
    "no birth date and never married": (
        {"TANGGAL_LAHIR": "", "STS_KAWIN": "B"},
        {"birth-date-missing"},
        {"age-unknown"},
    ),
    "a birth date in words": ({"TANGGAL_LAHIR": "akhir 1980"}, {"birth-date-unreadable"}, set()),
    "a year of two digits": ({"TANGGAL_LAHIR": "31-12-80"}, {"birth-date-unreadable"}, set()),
    "31 February": ({"TANGGAL_LAHIR": "31|02|1980"}, {"birth-date-impossible"}, set()),
    "29 February of a common year": (
        {"TANGGAL_LAHIR": "29|02|1981"},
        {"birth-date-impossible"},
        set(),
    ),
    "a default of zeros": ({"TANGGAL_LAHIR": "00|00|1980"}, {"birth-date-impossible"}, set()),
    "born after voting day": (
        {"TANGGAL_LAHIR": "28|11|2024", "NIK": "7401012811240001", "STS_KAWIN": "B"},
        {"birth-date-impossible", "under-age"},
        {"under-age"},
    ),
    "seventeen on voting day": (
        {"TANGGAL_LAHIR": "27|11|2007", "NIK": "7401012711070001", "STS_KAWIN": "B"},
        set(),
        set(),
    ),
    "seventeen a day late": (
        {"TANGGAL_LAHIR": "28|11|2007", "NIK": "7401012811070001", "STS_KAWIN": "B"},
        {"under-age"},
        {"under-age"},
    ),
    "sixteen and married": (
        {"TANGGAL_LAHIR": "28|11|2007", "NIK": "7401012811070001", "STS_KAWIN": "S"},
        set(),
        set(),
    ),
    "sixteen and married once": (
        {"TANGGAL_LAHIR": "28|11|2007", "NIK": "7401012811070001", "STS_KAWIN": "P"},
        set(),
        set(),
    ),
    "121 years old": (
        {"TANGGAL_LAHIR": "27|11|1903", "NIK": "7401012711030001"},
        {"over-age"},
        set(),
    ),
    "a day short of 121": (
        {"TANGGAL_LAHIR": "28|11|1903", "NIK": "7401012811030001"},
        set(),
        set(),
    ),
    "no sex": ({"JK": ""}, {"sex-unread"}, set()),
    "a number for a sex": ({"JK": "1"}, {"sex-unread"}, set()),
    "sex in words": ({"JK": "Laki-laki"}, set(), set()),
    "no marital status": ({"STS_KAWIN": ""}, {"marital-unread"}, set()),
    "marital status in words": ({"STS_KAWIN": "Cerai Mati"}, set(), set()),
    "no family card": ({"NKK": ""}, {"kk-missing"}, set()),
    "a short family card": ({"NKK": "74010101"}, {"kk-form"}, set()),
    "a family card as a float": ({"NKK": "7.40101E+15"}, {"kk-form"}, set()),
    "no name": ({"NAMA": ""}, {"name-empty"}, set()),
    "a name of blanks": ({"NAMA": "   "}, {"name-empty"}, set()),
    "a code without dots": ({"KODE_DESA": "7401011001"}, set(), set()),
    "a village nobody has": (
        {"KODE_DESA": "74.01.01.9999"},
        {"village-unknown"},
        {"no-village"},
    ),
    "no village": ({"KODE_DESA": ""}, {"village-unknown"}, {"no-village"}),
    "deceased": ({"STATUS_HIDUP": "Meninggal"}, {"deceased"}, {"deceased"}),
    "moved away": ({"STATUS_HIDUP": "PINDAH"}, set(), {"moved"}),
    "a soldier": ({"PEKERJAAN": "TNI"}, {"tni-polri"}, {"tni-polri"}),
    "a police officer": (
        {"PEKERJAAN": "Kepolisian RI (Polri)"},
        {"tni-polri"},
        {"tni-polri"},
    ),
    "a retired soldier": ({"PEKERJAAN": "TNI (PURNAWIRAWAN)"}, set(), set()),
    "a retired police officer": ({"PEKERJAAN": "PENSIUNAN POLRI"}, set(), set()),
    "a foreigner": ({"KEWARGANEGARAAN": "WNA"}, set(), {"not-citizen"}),
    "deceased and a soldier": (
        {"STATUS_HIDUP": "MENINGGAL", "PEKERJAAN": "TNI"},
        {"deceased", "tni-polri"},
        {"deceased", "tni-polri"},
    ),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], set[str]]]:
    """All cases in one file, as an office would send them."""
    rows = [row(n, **changes) for n, (changes, _, _) in enumerate(CASES.values())]
    return asked(tmp_path_factory.mktemp("rules"), rows)


@pytest.mark.parametrize("case", CASES)
def test_a_row_breaks_these_rules_and_no_others(
    case: str, answers: dict[str, tuple[set[str], set[str]]]
) -> None:
    number = str(list(CASES).index(case))
    _, rules, bars = CASES[case]

    assert answers[number] == (rules, bars)


@pytest.mark.parametrize(
    "written",
    [
        *("31|12|1980", "31-12-1980", "31/12/1980", "31.12.1980", " 31|12|1980 "),
        *("1980-12-31", "1980-12-31 00:00:00", "29586", "29586.0"),
        *("31 Desember 1980", "31 DES 1980", "31-Dec-1980", " 31 desember 1980 "),
    ],
)
def test_a_date_is_the_same_however_an_office_writes_it(tmp_path: Path, written: str) -> None:
    answers = asked(tmp_path, [row(TANGGAL_LAHIR=written)])

    assert answers["1"] == (set(), set())


def test_a_single_digit_needs_no_zero(tmp_path: Path) -> None:
    rows = [row(TANGGAL_LAHIR="1-2-1980", NIK="7401010102800001")]

    assert asked(tmp_path, rows)["1"] == (set(), set())


def test_a_word_that_is_no_month_is_not_guessed(tmp_path: Path) -> None:
    rows = [row(1, TANGGAL_LAHIR="31 Desembr 1980"), row(2, TANGGAL_LAHIR="31 Februari 1980")]

    answers = asked(tmp_path, rows)

    assert answers["1"][0] == {"birth-date-unreadable"}
    assert answers["2"][0] == {"birth-date-impossible"}


@pytest.mark.parametrize(
    ("written", "nik"), [("LK", "7401013112800001"), (" pr", "7401017112800001")]
)
def test_a_sex_may_be_cut_to_two_letters(tmp_path: Path, written: str, nik: str) -> None:
    assert asked(tmp_path, [row(JK=written, NIK=nik)])["1"] == (set(), set())


def test_a_source_may_put_the_month_first(tmp_path: Path) -> None:
    american = Source(order=DateOrder.MDY)
    rows = [row(1, TANGGAL_LAHIR="12/31/1980"), row(2, TANGGAL_LAHIR="12/31/1980 ")]

    answers = asked(tmp_path, rows, source=american)

    assert answers["1"] == answers["2"] == (set(), set())


def test_an_office_may_have_words_of_its_own(tmp_path: Path) -> None:
    own = Source(values={Column.SEX: {"1": "L", "2": "P"}})

    assert asked(tmp_path, [row(JK="1")], source=own)["1"] == (set(), set())


def test_a_file_made_for_a_region_holds_nobody_from_elsewhere(tmp_path: Path) -> None:
    rows = [row(1), row(2, KODE_DESA=ELSEWHERE)]

    answers = asked(tmp_path, rows, source=Source(region="74.01"))

    assert answers["1"] == (set(), set())
    assert answers["2"] == ({"village-outside"}, {"no-village"})


def test_a_list_strikes_only_who_it_means(tmp_path: Path) -> None:
    rows = [
        row(1),
        row(2, NIK="7401013112800002", TANGGAL_LAHIR=""),
        row(3, NIK="7401013112800003"),
        row(4, NIK=""),
        row(5, NIK="7401013112800005", STATUS_HIDUP="MENINGGAL"),
    ]
    deaths = tmp_path / "deaths.csv"
    deaths.write_text(
        "NIK;TANGGAL LAHIR\n7401013112800001;31-12-1980\n7401013112800002;31-12-1980\n"
        "7401013112800003;01-01-1950\n;31-12-1980\nrusak;31-12-1980\n7401013112800005;\n"
    )

    answers = asked(tmp_path / "in", rows, lists={List.DEATHS: deaths})

    assert answers["1"] == ({"deceased-listed"}, {"deceased-listed"})
    assert answers["2"] == ({"birth-date-missing", "deceased-listed"}, {"deceased-listed"})
    assert answers["3"] == ({"deceased-unclear"}, set())
    assert answers["4"] == ({"nik-missing"}, set())
    assert answers["5"] == ({"deceased"}, {"deceased", "deceased-listed"})


def test_rosters_and_judgments_strike_by_nik(tmp_path: Path) -> None:
    rows = [row(1), row(2, NIK="7401013112800002"), row(3, NIK="7401013112800003")]
    roster, revoked = tmp_path / "roster.csv", tmp_path / "revoked.csv"
    roster.write_text("NIK\n7401013112800001\n")
    revoked.write_text("NIK\n7401013112800002\n")

    answers = asked(tmp_path / "in", rows, lists={List.ROSTER: roster, List.REVOKED: revoked})

    assert answers["1"] == ({"tni-polri-listed"}, {"tni-polri-listed"})
    assert answers["2"] == (set(), {"revoked"})
    assert answers["3"] == (set(), set())


def test_law_data_and_tests_name_the_same_rules() -> None:
    checks.complete(law().checks)
    voters.complete(law().bars)


def test_a_rule_without_a_test_is_a_gap() -> None:
    fewer = dict(list(law().checks.items())[1:])

    with pytest.raises(LawGap, match="id-duplicate"):
        checks.complete(fewer)
    with pytest.raises(LawGap, match="duplicate"):
        voters.complete({})


def test_a_bar_without_an_article_for_an_election_is_a_gap() -> None:
    with pytest.raises(LawGap, match="Belum ada pasal untuk pemilihan 'pilkades'"):
        voters.cited(law().bars, "pilkades")
