"""Duties with dates and evidence at random, as readiness sees them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from serentak.engine.law.model import Nature
from serentak.engine.readiness import Item, Proof

START = datetime(2027, 1, 1, tzinfo=UTC)
HOURS = 24 * 40
moments = st.integers(0, HOURS).map(lambda hour: START + timedelta(hours=hour))
maybe = st.none() | moments
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
def items(draw: st.DrawFn, key: str = "") -> Item:
    """A duty, dated or waiting for its event."""
    return Item(
        key=key or f"duty-{draw(st.integers(0, 999)):03}",
        title="Kewajiban",
        nature=draw(st.sampled_from(Nature)),
        due=draw(maybe),
        expected=draw(maybe),
        proofs=tuple(draw(st.lists(proofs(), max_size=2))),
        applicable=draw(st.sampled_from([True, True, True, False])),
    )


lists = st.lists(items(), max_size=4, unique_by=lambda item: item.key)
