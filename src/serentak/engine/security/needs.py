"""Police officers for stations of each risk class, under a police region's pattern."""

from collections.abc import Iterable, Mapping
from datetime import date

from serentak.engine.counts import Known
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.guards import Guard, Pattern, Risk
from serentak.engine.law.model import Law, Norm
from serentak.engine.needs import Count, Item, Need, Pair, Room, Unit, between
from serentak.engine.regions import RegionCode, province

CLASSES: Mapping[Risk, Pair] = {
    Risk.LOW: ("kurang rawan", "low risk"),
    Risk.HIGH: ("rawan", "high risk"),
    Risk.SEVERE: ("sangat rawan", "severe risk"),
    Risk.SPECIAL: ("khusus", "special"),
}


def pattern_of(law: Law, region: RegionCode, kind: str, on: date) -> Pattern:
    """The pattern of a region's own police, else what stands in for it; of two that of the kind.

    Raises LawGap where there is neither.
    """
    known = [one for one in law.patterns.values() if one.basis.since <= on]
    own = [one for one in known if one.region == region]
    found = own or [one for one in known if province(region) in one.stands_in_for]
    if not found:
        raise LawGap(
            f"Pola pengamanan TPS untuk {region} belum ada dalam data hukum. Tambahkan pola "
            "kepolisiannya, atau pilih pola lain."
        )
    return max(found, key=lambda one: (one.election_kind == kind, one.basis.since))


def needs(count: Count, pattern: Pattern, classes: Mapping[Risk, int]) -> tuple[Need, ...]:
    """Officers for a region's stations; those without a class lie between the pattern's extremes.

    Raises BadData for more classed stations than there are, LawGap for a class without a guard.
    """
    rest = count.number - sum(classes.values())
    if rest < 0:
        raise BadData(
            f"{count.region}: {sum(classes.values())} TPS diberi kelas, padahal TPS-nya hanya "
            f"{count.number}. Perbaiki jumlah per kelas."
        )
    found = [
        _line(
            _item(f"polri-{risk}", CLASSES[risk]),
            pattern,
            (_guard(pattern, risk),),
            Count(region=count.region, number=number, known=count.known),
        )
        for risk, number in classes.items()
        if number
    ]
    if rest:
        unclassed = Count(region=count.region, number=rest, known=Known.ESTIMATE)
        item = _item("polri", ("kelas belum diketahui", "class unknown"))
        found.append(_line(item, pattern, pattern.guards, unclassed))
    return tuple(found)


def _guard(pattern: Pattern, risk: Risk) -> Guard:
    guard = pattern.guard(risk)
    if guard is None:
        raise LawGap(f"{pattern.title} tidak mengatur TPS {CLASSES[risk][0]}. Pilih pola lain.")
    return guard


def _item(code: str, risk: Pair) -> Item:
    return Item(
        room=Room.SECURITY,
        code=code,
        label=(f"Polisi, TPS {risk[0]}", f"Police, stations of {risk[1]}"),
        unit=Unit.PEOPLE,
        spender="polri",
    )


def _line(item: Item, pattern: Pattern, guards: Iterable[Guard], count: Count) -> Need:
    """As many whole teams as the stations need, from the lightest guard to the heaviest."""
    teams = {guard: _officers(guard, count.number) for guard in guards}
    bounds = min(least for least, _ in teams.values()), max(most for _, most in teams.values())
    rules, rules_en = ("; ".join(said) for said in zip(*map(_rule, teams), strict=True))
    words = (
        f"{pattern.title}: {{count}} TPS, {rules}",
        f"{pattern.title_en}: {{count}} stations, {rules_en}",
    )
    return between(item, tuple(_norm(pattern, guard) for guard in teams), count, bounds, words)


def _officers(guard: Guard, stations: int) -> tuple[int, int]:
    """Fewest and most officers: a team serves as many stations as the pattern's range allows."""
    fewest = -(-stations // guard.stations) * guard.polri
    return fewest, -(-stations // guard.stations_least) * guard.polri


def _rule(guard: Guard) -> Pair:
    many = str(guard.stations)
    if guard.stations_least < guard.stations:
        many = f"{guard.stations_least}–{guard.stations}"
    risk, risk_en = CLASSES[guard.risk]
    return (
        f"{guard.polri} polisi tiap {many} {risk}",
        f"{guard.polri} officers per {many} {risk_en}",
    )


def _norm(pattern: Pattern, guard: Guard) -> Norm:
    """A pattern's line as the number it is."""
    return Norm(
        id=f"{pattern.id}.{guard.risk}",
        title=pattern.title,
        title_en=pattern.title_en,
        numbers=(guard.polri,),
        unit=Unit.PEOPLE,
        basis=pattern.basis,
    )
