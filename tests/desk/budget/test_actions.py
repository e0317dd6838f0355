"""Who may write what about a grant, what is refused, and that nothing written is ever lost."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.budget import actions, facts
from serentak.desk.budget.models import Answer, Entry, Grant, Kind, Step, Sum
from serentak.desk.law.facts import election
from serentak.desk.notices.models import Notice
from serentak.engine.budget import grants as engine
from serentak.engine.budget.standing import Account, State
from serentak.engine.errors import BadData, NotAllowed
from tests.desk.budget.rows import GIVER, GRANTEE, enter, grant, payer, say, state, taker
from tests.desk.factories import ELECTION, institution, member
from tests.desk.moment import NOW
from tests.desk.uploads import pdf

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def account(made: Grant) -> Account:
    return facts.accounts([made], at=LATER)[made.pk]


def test_a_payment_counts_once_its_treasury_records_it() -> None:
    made = grant()

    row = enter(made, 400)

    found = account(made)
    assert (found.paid, found.confirmed, found.due) == (400, 0, 1_000)
    assert row.file_sha256
    assert Line.objects.latest("seq").act == "grant.paid"
    assert Notice.objects.filter(to=GRANTEE, subject=f"grant:{made.pk}").exists()


def test_the_grantee_confirms_what_it_received() -> None:
    made = grant()

    say(enter(made, 400))

    assert account(made).confirmed == 400
    assert Line.objects.latest("seq").act == "grant.confirmed"


def test_what_the_grantee_denies_counts_no_more_and_says_why() -> None:
    made = grant()

    said = say(enter(made, 400), confirmed=False, reason="Belum masuk rekening")

    assert (account(made).paid, said.reason) == (0, "Belum masuk rekening")
    assert Line.objects.latest("seq").act == "grant.denied"


def test_a_correction_takes_the_place_of_the_old_row_which_stays() -> None:
    made = grant()
    old = enter(made, 40)
    note = actions.Paper(reference="SP2D 2", note="Satu nol tertinggal")

    new = enter(made, 400, supersedes=old, paper=note)

    assert account(made).paid == 400
    assert [*Entry.objects.order_by("pk")] == [old, new]
    assert Line.objects.latest("seq").details["supersedes"] == old.pk


def test_a_record_can_be_taken_back_without_another_in_its_place() -> None:
    made = grant()
    old = enter(made, 400)

    enter(
        made,
        400,
        supersedes=old,
        void=True,
        file=None,
        paper=actions.Paper(reference="Nota 3", note="Salah hibah"),
    )

    assert account(made).paid == 0


def test_a_row_cannot_be_written_over_nor_deleted() -> None:
    row = enter(grant())
    row.amount = 1

    with pytest.raises(NotAllowed):
        row.save()
    with pytest.raises(NotAllowed):
        row.delete()


def test_the_same_form_sent_twice_is_stored_once() -> None:
    made, form = grant(), uuid4()
    paper = actions.Paper(reference="SP2D 9", form=form)

    first, second = enter(made, paper=paper), enter(made, paper=paper)

    assert first == second
    sums = [state(made, paper=actions.Paper(reference="NPHD 9", form=form)) for _ in range(2)]
    assert sums[0] == sums[1]


def test_a_grant_goes_from_its_proposal_to_its_agreement() -> None:
    made = grant(amount=None)
    assert account(made).state is State.UNSIGNED

    state(made, step=Step.PROPOSED, amount=1_200, by=taker())
    state(made, step=Step.REVIEWED, amount=1_100)
    state(made, amount=1_000, plan=(400, 600), file=pdf())

    found = account(made).grant
    amounts = [one.amount for one in map(found.sum, engine.Step) if one]
    assert amounts == [1_200, 1_100, 1_000]
    assert found.plan == (400, 600)


def test_a_grantee_states_what_it_asks_and_nothing_more() -> None:
    made = grant(amount=None)

    with pytest.raises(NotAllowed):
        state(made, step=Step.SIGNED, by=taker())


@pytest.mark.parametrize("kind", [Kind.RETURNED, Kind.REPORTED])
def test_the_grantee_returns_and_reports_and_the_treasury_answers(kind: Kind) -> None:
    made = grant()

    row = enter(made, 0 if kind == Kind.REPORTED else 10, kind=kind)
    say(row)

    assert row.recorded_by_id
    with pytest.raises(NotAllowed):
        enter(made, 10, kind=kind, by=payer())


@pytest.mark.parametrize(
    "who",
    [
        taker,
        lambda: payer("74.01/bpkad"),
        lambda: member((Role.READER, GIVER)),
        lambda: member((Role.VERIFIER, "74/kpu")),
        lambda: member((Role.COORDINATOR, "74/kesbangpol")),
        member,
    ],
)
def test_nobody_else_records_a_payment(who: Any) -> None:
    made = grant()

    with pytest.raises(NotAllowed, match="Hibah hanya dicatat"):
        enter(made, by=who())
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", [payer, lambda: taker("74.01/kpu"), lambda: taker("74.12/bawaslu")])
def test_nobody_else_confirms_a_payment(who: Any) -> None:
    row = enter(grant())

    with pytest.raises(NotAllowed, match="seberangnya"):
        say(row, by=who())


def test_who_recorded_never_answers_even_when_serving_both_sides() -> None:
    both = member((Role.REPORTER, GIVER), (Role.REPORTER, GRANTEE))
    row = enter(grant(), by=both)

    with pytest.raises(BadData, match="sendiri"):
        say(row, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            entry=row,
            confirmed=True,
            recorder=both.user,
            answered_by_id=both.user,
            answered_at=NOW,
        )


def test_an_answer_is_given_once_and_to_the_newest_row_only() -> None:
    made = grant()
    row = enter(made)
    say(row)

    with pytest.raises(BadData, match="sudah dijawab"):
        say(row)
    note = actions.Paper(reference="SP2D 2", note="Nomor keliru")
    enter(made, supersedes=row, paper=note)
    with pytest.raises(BadData, match="sudah diganti"):
        say(row)


def test_a_denial_says_why() -> None:
    with pytest.raises(BadData, match="Alasannya belum diisi"):
        say(enter(grant()), confirmed=False, reason=" ")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"amount": 0}, "rupiah bulat"),
    ({"on": date(2024, 10, 2)}, "masa depan"),
    ({"file": None}, "Buktinya belum dipilih"),
    ({"void": True, "file": None}, "Hanya catatan yang sudah ada"),
    ({"paper": actions.Paper(reference="…")}, "tidak menyebut apa pun"),
]


@pytest.mark.parametrize(("what", "said"), REFUSED)
def test_a_payment_that_cannot_be_is_refused_with_a_sentence(
    what: dict[str, Any], said: str
) -> None:
    made = grant()

    with pytest.raises(BadData, match=said):
        enter(made, **what)
    assert not Entry.objects.exists()


def test_a_correction_says_what_was_wrong_and_stays_with_its_own_grant() -> None:
    made, other = grant(), grant("74.12/bawaslu")
    row = enter(made)
    note = actions.Paper(reference="SP2D 2", note="Keliru")

    with pytest.raises(BadData, match="Alasan perbaikannya"):
        enter(made, supersedes=row)
    with pytest.raises(BadData, match="hibah lain"):
        enter(other, supersedes=row, paper=note)
    enter(made, supersedes=row, paper=note)
    with pytest.raises(BadData, match="sudah diganti"):
        enter(made, supersedes=row, paper=note)


def test_tranches_of_an_agreement_add_up_to_it() -> None:
    made = grant(amount=None)

    with pytest.raises(BadData, match="tidak sama dengan nilai NPHD"):
        state(made, plan=(400, 599))
    assert not Sum.objects.exists()


def test_a_grant_is_opened_once_by_its_own_treasury() -> None:
    made = grant("74.71/polri")

    assert made.key == f"{ELECTION}/74.12/74.71/polri"
    with pytest.raises(BadData, match="sudah ada"):
        grant("74.71/polri")


@pytest.mark.parametrize(("giver", "grantee"), [("74.12/regent", GRANTEE), (GIVER, "74.12/dprd")])
def test_a_grant_goes_from_a_treasury_to_an_organiser_or_a_guard(giver: str, grantee: str) -> None:
    with pytest.raises(BadData, match="kas daerah"):
        actions.open_grant(
            election(ELECTION),
            giver=institution(giver),
            grantee=institution(grantee),
            by=payer(giver),
            at=NOW,
        )


def test_a_page_of_the_past_knows_only_what_was_written_then() -> None:
    made = grant()
    row = enter(made, 400)
    say(row, at=LATER)

    before = facts.accounts([made], at=NOW - timedelta(days=1))[made.pk]
    then = facts.accounts([made], at=NOW)[made.pk]

    assert (before.paid, before.state) == (0, State.UNSIGNED)
    assert (then.paid, then.confirmed) == (400, 0)


def test_rows_are_known_by_what_they_are() -> None:
    made = grant()
    row = enter(made)

    assert str(made) == f"{ELECTION}/74.12/74.12/kpu"
    assert str(row) == f"C-{row.pk}"
    assert str(made.sums.get()) == f"{made.pk} signed"
    assert str(say(row)) == f"{row.pk} True"
