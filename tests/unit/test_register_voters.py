"""From a register to its voters: files without names, reasons with articles, counts that add up."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from serentak.engine.errors import BadData
from serentak.engine.pipeline.people import Given, judged, opened, without_doubles
from serentak.engine.pipeline.voting import Counted, vote
from serentak.engine.register import voters
from serentak.engine.store.workspace import workspace
from tests.unit.residents import OTHER, csv, row, ruling

REGISTER = [
    row(1),
    row(2, JK="P", NIK="7401017112800001", DISABILITAS=" 4 ", STATUS_KTP_EL="B", KODE_DESA=OTHER),
    row(3, TANGGAL_LAHIR="27|11|2007", NIK="7401012711070001", STS_KAWIN="B"),
    row(4, TANGGAL_LAHIR="28|11|2007", NIK="7401012811070001", STS_KAWIN="B"),
    row(5, PEKERJAAN="TNI", STATUS_HIDUP="MENINGGAL"),
    row(6, TANGGAL_LAHIR="", NIK=""),
    row(7, TANGGAL_LAHIR="01|06|2009", NIK="7401010106090001", STS_KAWIN="S"),
    row(8, KODE_DESA="74.01.01.9999"),
]


def voted(
    folder: Path,
    *files: Path,
    election: str = "pilkada-2024",
    matches: Path | None = None,
    answers: Sequence[Path] = (),
) -> Counted:
    """Find the voters of files."""
    with workspace() as work:
        asked = judged(work, opened(work, Given(files=files, answers=answers)), ruling(election))
        return vote(work, without_doubles(work, asked, matches) if matches else asked, folder)


def test_voters_carry_no_name_and_no_nik(tmp_path: Path) -> None:
    voted(tmp_path / "out", csv(tmp_path, REGISTER))

    table = pq.read_table(tmp_path / "out" / "voters.parquet")
    assert table.column_names == [
        *("id", "kk", "village", "rt", "rw", "lat", "lon", "sex", "age", "age_band"),
        *("first_time", "disability", "ktp_el"),
    ]
    rows = {one["id"]: one for one in table.to_pylist()}
    assert list(rows) == ["1", "2", "3", "6", "7"]
    assert (rows["1"]["age"], rows["1"]["age_band"], rows["1"]["first_time"]) == (
        43,
        "35-44",
        False,
    )
    assert (rows["2"]["sex"], rows["2"]["disability"], rows["2"]["ktp_el"]) == ("P", "4", False)
    assert (rows["3"]["age"], rows["3"]["age_band"], rows["3"]["first_time"]) == (17, "17-24", True)
    assert (rows["6"]["age"], rows["6"]["age_band"]) == (None, "?")
    assert (rows["7"]["age"], rows["7"]["age_band"]) == (15, "<17")


def test_everybody_else_has_a_reason_and_an_article(tmp_path: Path) -> None:
    voted(tmp_path / "out", csv(tmp_path, REGISTER))

    table = pq.read_table(tmp_path / "out" / "excluded.parquet")
    assert [tuple(one.values()) for one in table.to_pylist()] == [
        ("4", "under-age", "UU 1/2015 Ps 56(1)"),
        ("5", "deceased", "PKPU 7/2024"),
        ("5", "tni-polri", "UU 2/2002 Ps 28(2); PKPU 7/2024"),
        ("8", "no-village", "PKPU 7/2024"),
    ]


def test_a_general_election_has_its_own_articles_and_day(tmp_path: Path) -> None:
    voted(tmp_path / "out", csv(tmp_path, REGISTER), election="pemilu-2024")

    table = pq.read_table(tmp_path / "out" / "excluded.parquet").to_pylist()
    told = {(one["id"], one["rule"]): one["article"] for one in table}
    assert told["3", "under-age"] == "UU 7/2017 Ps 198(1)"
    assert told["5", "tni-polri"] == "UU 7/2017 Ps 200"


SILENT = ("STATUS HIDUP", "KEWARGANEGARAAN", "PEKERJAAN", "STATUS KTP EL", "DISABILITAS", "KET")


def test_cells_left_empty_bar_nobody(tmp_path: Path) -> None:
    empty = {name.replace(" ", "_"): "" for name in SILENT}

    answer = voted(tmp_path / "out", csv(tmp_path, [row(1), row(2, **empty)]))

    assert (answer.residents, answer.voters, answer.excluded) == (2, 2, 0)


def test_columns_an_office_does_not_keep_bar_nobody(tmp_path: Path) -> None:
    kept = [
        {name: cell for name, cell in one.items() if name not in SILENT} for one in (row(1), row(2))
    ]

    answer = voted(tmp_path / "out", csv(tmp_path, kept))

    assert (answer.residents, answer.voters, answer.excluded) == (2, 2, 0)


def test_counts_add_up(tmp_path: Path) -> None:
    answer = voted(tmp_path / "out", csv(tmp_path, REGISTER))

    assert (answer.residents, answer.voters, answer.excluded) == (8, 5, 3)
    for by in ("sex", "age_band", "disability", "first_time", "ktp_el"):
        assert sum(one["voters"] for one in answer.kinds if one["by"] == by) == 5
    by_village = (tmp_path / "out" / "voters-by-village.csv").read_text().splitlines()
    assert by_village[0] == (
        "village,voters,men,women,first_time,with_disability,without_ktp_el,excluded"
    )
    assert "74.01.01.1001,4,4,0,2,0,0,2" in by_village
    assert "74.01.01.1003,1,0,1,0,1,1,0" in by_village
    report = json.loads((tmp_path / "out" / "voters.json").read_text())
    assert (report["voting_day"], report["voters"]) == ("2024-11-27", 5)


def test_the_later_row_of_a_decided_pair_does_not_vote(tmp_path: Path) -> None:
    pairs = tmp_path / "matches.parquet"
    pq.write_table(
        pa.table(
            {
                "id_a": ["1", "1", "2", "1"],
                "id_b": ["2", "3", "3", "6"],
                "kind": ["same-person", "same-person", "same-person", "same-nik"],
                "decision": ["auto", "review", "review", "auto"],
            }
        ),
        pairs,
    )

    voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=pairs)

    may = pq.read_table(tmp_path / "out" / "voters.parquet")["id"].to_pylist()
    assert may == ["1", "3", "6", "7"]


def test_rows_that_share_an_id_cannot_vote(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"lebih dari satu kali, pada register\.csv:2"):
        voted(tmp_path / "out", csv(tmp_path, [row(1), row(1)]))

    assert not (tmp_path / "out" / "voters.parquet").exists()


def test_a_shuffled_register_has_the_same_voters(tmp_path: Path) -> None:
    voted(tmp_path / "a", csv(tmp_path, REGISTER))
    voted(tmp_path / "b", csv(tmp_path, REGISTER[::-1]))

    for name in ("voters.parquet", "excluded.parquet", "voters-by-village.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_somebody_kept_away_by_several_bars_is_counted_once_under_the_first() -> None:
    dead, young, twice = (1 << n for n, bar in enumerate(voters.TESTS) if bar in ONCE)

    counted = voters.by_first([(dead | twice, 2), (young | twice, 3), (twice, 5)])

    assert counted == {"deceased": 2, "under-age": 3, "duplicate": 5}


ONCE = {"deceased", "under-age", "duplicate"}


NOON = "2024-10-01T12:00:00"


def answered(folder: Path, *said: tuple[str, str, str], name: str = "reviews.jsonl") -> Path:
    """What officers wrote of pairs of people, in this order."""
    lines = [
        json.dumps({"id_a": a, "id_b": b, "verdict": verdict, "at": f"{NOON}.{n:03d}+08:00"})
        for n, (a, b, verdict) in enumerate(said)
    ]
    file = folder / name
    file.write_text("\n".join(lines) + "\n")
    return file


def paired(folder: Path) -> Path:
    """One pair that the matcher decided, one that waits."""
    pairs = [("1", "2", "auto"), ("3", "6", "review")]
    columns = dict(zip(("id_a", "id_b", "decision"), zip(*pairs, strict=True), strict=True))
    pq.write_table(pa.table({**columns, "kind": ["same-person"] * 2}), folder / "matches.parquet")
    return folder / "matches.parquet"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([], ["1", "3", "6", "7"]),
        ([("1", "2", "different")], ["1", "2", "3", "6", "7"]),
        ([("6", "3", "same")], ["1", "3", "7"]),
        ([("3", "6", "unsure")], ["1", "3", "6", "7"]),
        ([("3", "6", "same"), ("3", "6", "withdrawn")], ["1", "3", "6", "7"]),
        ([("3", "6", "different"), ("3", "6", "same")], ["1", "3", "7"]),
        ([("1", "99", "same")], ["1", "3", "6", "7"]),
    ],
)
def test_the_newest_answer_of_a_person_overrules_the_matcher(
    tmp_path: Path, said: list[tuple[str, str, str]], left: list[str]
) -> None:
    files = [answered(tmp_path, *said)] if said else []

    voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=paired(tmp_path), answers=files)

    table = pq.read_table(tmp_path / "out" / "voters.parquet")
    assert table["id"].to_pylist() == left


def test_answers_of_rows_that_only_have_a_place_are_not_carried_over(tmp_path: Path) -> None:
    bare = [{k: v for k, v in one.items() if k != "ID"} for one in REGISTER]
    file = csv(tmp_path, bare)
    pairs = {"id_a": ["register:2"], "id_b": ["register:3"], "kind": ["same-person"]}
    pq.write_table(pa.table({**pairs, "decision": ["review"]}), tmp_path / "matches.parquet")
    said = answered(tmp_path, ("register:2", "register:3", "same"))

    found = voted(tmp_path / "out", file, matches=tmp_path / "matches.parquet", answers=[said])

    assert found.voters == 5


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id_a": "1"}', '{"id_a": 1, "id_b": 2, "verdict": "same"}']
)
def test_a_broken_answer_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "reviews.jsonl"
    file.write_text(f"{line}\n")

    with pytest.raises(BadData, match=r"reviews\.jsonl baris 1 bukan jawaban"):
        voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=paired(tmp_path), answers=[file])


def test_a_file_of_answers_that_is_not_there_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "tidak-ada.jsonl"

    with pytest.raises(BadData, match=r"tidak-ada\.jsonl tidak terbaca"):
        voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=paired(tmp_path), answers=[gone])


def test_the_newest_answer_counts_in_whatever_order_files_are_given(tmp_path: Path) -> None:
    file, pairs = csv(tmp_path, REGISTER), paired(tmp_path)
    old = answered(tmp_path, ("3", "6", "different"), name="old.jsonl")
    new = answered(tmp_path, ("1", "2", "unsure"), ("3", "6", "same"), name="new.jsonl")

    one, other = (
        voted(tmp_path / f"out{n}", file, matches=pairs, answers=files)
        for n, files in enumerate([(old, new), (new, old)])
    )

    assert one.voters == other.voters == 3


def test_a_pair_of_one_number_that_was_answered_to_be_one_person_is_one(tmp_path: Path) -> None:
    pairs = {"id_a": ["1"], "id_b": ["2"], "kind": ["same-nik"], "decision": ["review"]}
    pq.write_table(pa.table(pairs), tmp_path / "matches.parquet")

    found = voted(
        tmp_path / "out",
        csv(tmp_path, REGISTER),
        matches=tmp_path / "matches.parquet",
        answers=[answered(tmp_path, ("1", "2", "same"))],
    )

    assert found.voters == 4


def test_a_line_that_is_still_being_written_is_no_answer_yet(tmp_path: Path) -> None:
    file = answered(tmp_path, ("3", "6", "same"))
    file.write_text(file.read_text() + '{"id_a": "1", "id_')

    found = voted(
        tmp_path / "out", csv(tmp_path, REGISTER), matches=paired(tmp_path), answers=[file]
    )

    assert found.voters == 3


def related(folder: Path, *pairs: tuple[str, str, str]) -> Path:
    """Pairs of one person as the matcher would leave them: two rows and its decision."""
    columns = dict(zip(("id_a", "id_b", "decision"), zip(*pairs, strict=True), strict=True))
    kind = ["same-person"] * len(pairs)
    pq.write_table(pa.table({**columns, "kind": kind}), folder / "matches.parquet")
    return folder / "matches.parquet"


def test_rows_that_are_the_same_as_a_third_one_are_one_person(tmp_path: Path) -> None:
    pairs = related(tmp_path, ("1", "7", "review"), ("2", "7", "review"), ("3", "6", "auto"))
    said = answered(tmp_path, ("1", "7", "same"), ("2", "7", "same"))

    voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=pairs, answers=[said])

    table = pq.read_table(tmp_path / "out" / "voters.parquet")
    assert table["id"].to_pylist() == ["1", "3"]


def test_answers_that_tear_a_group_strike_nobody_of_it_and_are_counted(tmp_path: Path) -> None:
    pairs = related(
        tmp_path, ("1", "2", "auto"), ("2", "7", "review"), ("1", "7", "review"), ("3", "6", "auto")
    )
    said = answered(tmp_path, ("2", "7", "same"), ("1", "7", "different"))

    voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=pairs, answers=[said])

    table = pq.read_table(tmp_path / "out" / "voters.parquet")
    assert table["id"].to_pylist() == ["1", "2", "3", "7"]
    assert json.loads((tmp_path / "out" / "voters.json").read_text())["pairs_torn"] == 1


def test_a_table_that_holds_no_pairs_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "lain.parquet"
    pq.write_table(pa.table({"id": ["1"]}), other)

    with pytest.raises(BadData, match=r"lain\.parquet bukan tabel pasangan"):
        voted(tmp_path / "out", csv(tmp_path, REGISTER), matches=other)
