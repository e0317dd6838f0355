"""Duties with dates and evidence at random, as readiness sees them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from serentak.engine.law.model import Nature
from serentak.engine.readiness import Earlier, Item, Proof

START = datetime(2027, 1, 1, tzinfo=UTC)
HOURS = 24 * 40
moments = st.integers(0, HOURS).map(lambda hour: START + timedelta(hours=hour))
maybe = st.none() | moments
AREAS = ("budget", "security")
shares = st.integers(0, 8).map(lambda eighth: eighth / 8)


@st.composite
def proofs(draw: st.DrawFn) -> Proof:
    """Evidence that is accepted or returned after it was reported, and may lapse later."""
    reported = draw(moments)
    later = moments.map(lambda moment: max(moment, reported))
    accepted, returned = draw(
        st.tuples(later, st.none()) | st.tuples(st.none(), later) | st.just((None, None))
    )
    return Proof(
        reported=reported,
        coverage=draw(shares),
        accepted=accepted,
        returned=returned,
        superseded=draw(st.none() | later),
        expires=draw(st.none() | later),
    )


@st.composite
def changes(draw: st.DrawFn) -> Earlier:
    """What a duty was before a change order: another date, or not a duty yet."""
    return Earlier(
        until=draw(moments),
        due=draw(maybe),
        nature=draw(st.sampled_from(Nature)),
        area=draw(st.sampled_from(AREAS)),
        expected=draw(maybe),
        asked=draw(st.sampled_from([True, True, True, False])),
    )


@st.composite
def items(draw: st.DrawFn, key: str = "") -> Item:
    """A duty, dated or waiting for its event, perhaps moved, added or withdrawn on the way."""
    return Item(
        key=key or f"duty-{draw(st.integers(0, 999)):03}",
        title="Kewajiban",
        nature=draw(st.sampled_from(Nature)),
        due=draw(maybe),
        area=draw(st.sampled_from(AREAS)),
        expected=draw(maybe),
        proofs=tuple(draw(st.lists(proofs(), max_size=2))),
        applicable=draw(st.sampled_from([True, True, True, False])),
        standing=draw(st.sampled_from([False, False, False, True])),
        asked=draw(st.sampled_from([True, True, True, False])),
        earlier=tuple(draw(st.lists(changes(), max_size=2))),
    )


def known_then(duties: list[Item], at: datetime) -> list[Item]:
    """The duties an office knew at a moment, without any history."""
    found = []
    for item in duties:
        due, expected, asked = item.due, item.expected, item.asked
        for was in reversed(item.earlier):
            if was.until > at:
                due, expected, asked = was.due, was.expected, was.asked
        if asked:
            found.append(replace(item, due=due, expected=expected, asked=True, earlier=()))
    return found


lists = st.lists(items(), max_size=4, unique_by=lambda item: item.key)
