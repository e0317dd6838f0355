"""Under which printed pattern a police unit guards a class of stations."""

from collections.abc import Iterable
from dataclasses import dataclass

from serentak.engine.errors import LawGap
from serentak.engine.law.guards import Guard, Pattern, Risk
from serentak.engine.law.model import Election


@dataclass(frozen=True, slots=True)
class Chosen:
    """A guard, the pattern that it is from, and whether that is another region's."""

    guard: Guard
    pattern: Pattern
    borrowed: bool


def chosen(patterns: Iterable[Pattern], region: str, risk: Risk, election: Election) -> Chosen:
    """The unit's own pattern before its province's, then one that stands in; raises LawGap for none.

    Of two of a region that of the same kind of election comes first, then the later one.
    """
    known = [
        (_nearness(one, region), one.election_kind == election.kind, one.basis.since, one, guard)
        for one in patterns
        if one.basis.since <= election.voting_day
        and _nearness(one, region)
        and (guard := one.guard(risk))
    ]
    if not known:
        raise LawGap(
            f"Belum ada pola pengamanan kelas {risk} untuk wilayah {region} sampai "
            f"{election.voting_day.isoformat()}. Tambahkan dalam law/security.yaml."
        )
    nearness, _, _, pattern, guard = max(known, key=lambda one: (*one[:3], one[3].id))
    return Chosen(guard, pattern, borrowed=nearness == STANDS_IN)


STANDS_IN = 1


def _nearness(pattern: Pattern, region: str) -> int:
    """Longer is nearer; nought where the pattern has nothing to say of a region."""
    if region == pattern.region or region.startswith(f"{pattern.region}."):
        return 1 + len(pattern.region)
    return STANDS_IN if region[:2] in pattern.stands_in_for else 0
