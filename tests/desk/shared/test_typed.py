"""Free text with letters nobody sees is refused by every write that keeps it."""

from collections.abc import Callable

import pytest

from serentak.desk.accounts import actions as accounts
from serentak.desk.accounts.models import Role, User
from serentak.desk.law.facts import election, law
from serentak.desk.obligations import actions
from serentak.desk.obligations.generation import regenerate
from serentak.desk.obligations.models import Verdict
from serentak.desk.shared.typed import one_line, several_lines, title
from serentak.engine.errors import BadData
from tests.desk.factories import ELECTION, decide, duty, institution, member, region, report
from tests.desk.moment import NOW

CONTROLS = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ud800"]
MARKS = ["\u202e", "\u2066", "\u200b", "\u200f", "\u061c", "\ufeff", "\u00ad", "\U000e0041"]
BREAKS = ["\u2028", "\u2029"]
BLANKS = ["\u115f", "\u1160", "\u3164", "\uffa0"]
NOT_LETTERS = ["\ue000", "\uffff", "\u0378"]
HIDDEN = [*CONTROLS, *MARKS, *BREAKS, *BLANKS, *NOT_LETTERS]


@pytest.mark.parametrize("letter", HIDDEN)
def test_a_letter_nobody_sees_is_named_with_what_to_do(letter: str) -> None:
    for refuse in (one_line, several_lines):
        with pytest.raises(BadData, match=rf"U\+{ord(letter):04X}.*ketik ulang"):
            refuse("SK penetapan", f"SK {letter}penetapan")


@pytest.mark.parametrize("letter", ["\n", "\r", "\t"])
def test_a_line_break_is_for_notes_only(letter: str) -> None:
    several_lines(f"satu{letter}dua")

    with pytest.raises(BadData):
        one_line(f"satu{letter}dua")


def test_what_people_write_is_accepted() -> None:
    one_line("", "SK № 12/2024 – “penetapan” ≥ 80 %", "Wa Ode Ñ. d\u2019Uji", "नमस्ते", "\U0001f4c4")


@pytest.mark.parametrize("text", ["SK", "12", "№", "नमस्ते", "…a"])
def test_a_title_says_something(text: str) -> None:
    title(text)


@pytest.mark.parametrize("text", ["", "   ", "...", "\u00a0\u3000", "-–", "\u0301"])
def test_a_title_of_blanks_and_stops_says_nothing(text: str) -> None:
    with pytest.raises(BadData, match="tidak menyebut apa pun"):
        title(text)


BAD = "SK\u202egnap"


def _title() -> object:
    return report(duty("74.12/kpu"), title=BAD)


def _note() -> object:
    return report(duty("74.12/kpu"), note=BAD)


def _unit() -> object:
    return report(duty("74.12/kpu"), unit=BAD)


def _reason() -> object:
    return decide(report(duty("74.12/kpu")), Verdict.RETURNED, reason=BAD)


def _exemption() -> object:
    by = member((Role.VERIFIER, "74/kpu"))
    return actions.exempt(duty("74.12/kpu"), applies=False, reason=BAD, by=by, at=NOW)


def _source() -> object:
    body = institution("74.12/kpu")
    event = next(one for one in law().events.values() if body.kind in one.owners)
    return actions.record_event(
        election=election(ELECTION),
        region=region("74.12"),
        event=event,
        on=NOW.date(),
        institution=body,
        source=BAD,
        by=member((Role.REPORTER, body.code)),
        at=NOW,
    )


def _cause() -> object:
    return regenerate(
        law=law(), election=election(ELECTION), regions=[], cause=BAD, by=None, at=NOW
    )


def _label() -> object:
    return accounts.create(
        email="baru@uji.test",
        label=BAD,
        institution=institution("74.12/kpu"),
        role=Role.REPORTER,
        by=member((Role.ADMINISTRATOR, "74.12/kpu")),
        at=NOW,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write", [_title, _note, _unit, _reason, _exemption, _source, _cause, _label]
)
def test_no_write_keeps_a_letter_nobody_sees(write: Callable[[], object]) -> None:
    with pytest.raises(BadData, match=r"U\+202E"):
        write()

    assert not User.objects.filter(label=BAD).exists()
