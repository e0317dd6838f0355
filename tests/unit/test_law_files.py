"""A slip in a law file is named with its file, entry and key; one bad file per slip in `bad/`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from serentak.engine import store
from serentak.engine.days import Direction, OffKind, Unit, Zone
from serentak.engine.errors import LawGap
from serentak.engine.law.model import FirstDay, Law
from serentak.engine.regions import Level, RegionCode

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
BETWEEN_FILES = {"reading-after-nothing", "duty-by-no-rule", "duty-of-nobody", "event-by-no-duty"}
BETWEEN_FILES |= {"amends-nothing", "duplicate-id"}

Read = Callable[..., Law]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a law folder that holds these files."""

    def _read(**files: str) -> Law:
        (tmp_path / "obligations").mkdir()
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        (tmp_path / "notes.txt").write_text("not law")
        monkeypatch.setattr(store, "_LAW", tmp_path)
        return store.law.__wrapped__()

    return _read


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_slip_is_refused_and_named(file: Path, read: Read) -> None:
    text = file.read_text("utf-8")
    says = text.partition("\n")[0].removeprefix("# says: ")

    with pytest.raises(LawGap) as refused:
        read(slip=text)

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    assert file.stem in BETWEEN_FILES or "slip.yaml" in str(refused.value)


GOOD = """
instruments:
  - {id: uu-1-2000, short: UU 1/2000, title: A, title_en: B, kind: act, published: 2000-01-01,
     aliases: [UU Contoh], cite: UU 1/2000, since: 2000-01-01, checked: 2026-11-24,
     confidence: memory}
  - {id: uu-2-2000, short: UU 2/2000, title: A, title_en: B, kind: act, amends: [uu-1-2000],
     cite: UU 2/2000, since: 2000-01-01, checked: 2026-11-24, confidence: memory}
rules:
  - id: contoh.file
    kind: contoh
    title: true north
    title_en: File
    actor: pair
    starts: Diumumkan
    starts_en: Announced
    on_expiry: Gugur
    on_expiry_en: Lapses
    body: mk
    values:
      - {since: 2016-07-01, limit: null, limit_from: order, unit: hours, direction: before,
         first_day: disputed, zone: local, closes: minute, cite: UU 1/2000, checked: 2026-11-24,
         confidence: sourced}
      - since: 2020-01-01
        limit: 2
        unit: working
        first_day: counted
        zone: WIT
        closes: "16:00"
        cite: UU 2/2000
        checked: 2026-11-24
        confidence: sourced
        readings:
          - {label: X, label_en: Y, unit: calendar, first_day: not-counted, limit: 3,
             cite: UU 1/2000, confidence: memory}
kinds:
  - {id: bpkad, title: A, title_en: B, short: BPKAD, verifies: sekda, vertical: true,
     levels: [province, regency], cite: UU 1/2000, since: 2000-01-01, checked: 2026-11-24,
     confidence: memory}
zones:
  - {province: "74", name: Sultra, zone: WITA, tz: Asia/Makassar, cite: UU 1/2000,
     since: 2000-01-01, checked: 2026-11-24, confidence: memory}
decrees:
  - {year: 2024, published: 2023-09-12, cite: SKB, since: 2023-09-12, checked: 2026-11-24,
     confidence: memory, note: "", note_en: ""}
corrections:
  - {date: 2024-12-03, action: add, kind: joint, name: Cuti, name_en: Leave, cite: SKB,
     since: 2024-01-01, checked: 2026-11-24, confidence: memory}
  - {date: 2024-12-25, action: remove, kind: public, name: Natal, name_en: Christmas, cite: SKB,
     since: 2024-01-01, checked: 2026-11-24, confidence: memory}
"""


def test_a_good_file_becomes_a_law_book(read: Read) -> None:
    law = read(good=GOOD)

    rule = law.rule("contoh.file")
    first, second = rule.values
    assert rule.title == "true north"
    assert (first.limit, first.unit, first.direction) == (None, Unit.HOURS, Direction.BEFORE)
    assert (first.zone, first.first_day) == (None, FirstDay.DISPUTED)
    assert (second.zone, second.closes) == (Zone.WIT, "16:00")
    assert second.readings[0].unit is Unit.CALENDAR
    assert law.kinds["bpkad"].levels == (Level.PROVINCE, Level.REGENCY)
    assert law.kinds["bpkad"].vertical
    assert law.instruments["uu-1-2000"].aliases == ("UU Contoh",)
    assert law.instruments["uu-1-2000"].until is None


def test_corrections_reach_the_calendar(read: Read) -> None:
    law = read(good=GOOD)

    added = law.calendar.off(date(2024, 12, 3))
    assert added is not None
    assert added.kind is OffKind.JOINT
    assert law.calendar.off(date(2024, 12, 25)) is None


def test_words_that_look_like_truth_stay_words(read: Read) -> None:
    law = read(good=GOOD.replace("title: true north", "title: no"))

    assert law.rule("contoh.file").title == "no"


def test_a_value_holds_from_its_first_day(read: Read) -> None:
    rule = read(good=GOOD).rule("contoh.file")

    assert rule.on(date(2019, 12, 31)).unit is Unit.HOURS
    assert rule.on(date(2020, 1, 1)).unit is Unit.WORKING
    with pytest.raises(LawGap, match="baru punya nilai sejak 2016-07-01"):
        rule.on(date(2016, 6, 30))


def test_a_province_has_a_zone_and_an_unknown_one_is_named(read: Read) -> None:
    law = read(good=GOOD)

    assert law.zone(RegionCode("74.01")) is Zone.WITA
    with pytest.raises(LawGap, match="Provinsi '99' tidak ada"):
        law.zone(RegionCode("99"))


def test_an_unknown_name_brings_the_names_most_like_it(read: Read) -> None:
    law = read(good=GOOD)

    with pytest.raises(LawGap, match=r"Mungkin: contoh\.file"):
        law.rule("contoh.fil")
    with pytest.raises(LawGap, match=r"tidak ada dalam data hukum\.$"):
        law.election("pilkada-2024")
