"""What lint finds in a law book that parses."""

from dataclasses import replace
from datetime import date
from typing import Any

from serentak.engine.days import Unit
from serentak.engine.law.lint import findings
from serentak.engine.law.model import Bar, Body, FirstDay, Law, Rule
from tests.unit.small import ACTS, BASIS, book, election, reading, rule, stage, template, value

CITED = replace(BASIS, cite="UU 10/2016 Ps 157")
MK = Body(
    id="mk",
    title="MK",
    title_en="MK",
    zone="WIB",
    joint_leave="off",
    closes="24:00",
    first_day="counted",
    trigger_off_day="next",
    note="",
    note_en="",
    basis=CITED,
)


def _found(*rules: Rule, **more: Any) -> list[str]:
    law: Law = replace(
        book(rules=rules, **more),
        instruments={one.id: one for one in ACTS},
        bodies={"mk": MK},
    )
    return list(findings(law))


def _value(**more: Any) -> Any:
    return value(**{"basis": CITED, **more})


def test_a_sound_rule_has_no_finding() -> None:
    assert _found(rule(_value())) == []


def test_a_cite_must_name_an_instrument() -> None:
    (said,) = _found(rule(value()))

    assert "'contoh-1 Ps 10' tidak menunjuk instrumen" in said


def test_a_receiving_body_must_exist() -> None:
    (said,) = _found(rule(_value(), body="mahkamah"))

    assert "lembaga penerima 'mahkamah'" in said


def test_a_dispute_must_say_what_is_disputed_in_both_languages() -> None:
    silent = rule(_value(first_day=FirstDay.DISPUTED), id="a")
    also_silent = rule(_value(readings=(reading(),)), id="b")
    one_tongue = rule(_value(basis=replace(CITED, open_question="Belum jelas.")), id="c")

    said = _found(silent, also_silent, one_tongue)

    assert [line.partition(":")[0] for line in said] == ["a", "b", "c"]
    assert "open_question kosong" in said[0]
    assert "belum punya terjemahan" in said[2]


def test_a_rule_that_cannot_be_counted_is_found() -> None:
    (said,) = _found(rule(_value(closes="sore")))

    assert "Jam tutup 'sore'" in said


def test_hours_and_lengths_of_a_decision_are_not_tried() -> None:
    hours = rule(_value(unit=Unit.HOURS, closes="minute"), id="a")
    ordered = rule(_value(limit=None), id="b")

    assert _found(hours, ordered) == []


def test_a_stage_that_ends_before_it_starts_is_found() -> None:
    odd = replace(stage("quiet", date(2024, 11, 26), date(2024, 11, 24)), basis=CITED)

    (said,) = _found(elections=(election(stages=(odd,)),))

    assert said == "pilkada-2024/quiet: selesai sebelum mulai."


def test_a_duty_of_an_election_nobody_knows_is_found() -> None:
    odd = template(basis=CITED, election_kind="pilkades")

    (said,) = _found(templates=(odd, template("b", basis=CITED, election_kind="both")))

    assert "jenis pemilihan 'pilkades'" in said


def test_a_bar_without_an_article_for_an_election_is_found() -> None:
    bar = Bar(id="abroad", title="A", title_en="A", articles={"pemilu": CITED})
    sound = book(elections=(election(stages=()),))

    said = [*findings(replace(sound, bars={bar.id: bar}))]

    assert "abroad: belum ada pasal untuk pilkada." in said
