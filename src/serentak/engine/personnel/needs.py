"""People needed per district: crews, guards, supervisors and committees."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from serentak.engine.law.model import Law, Norm
from serentak.engine.needs import District, Need, Pair, Regency, Room, Unit, norm

PANTARLIH = "pantarlih"


class Per(StrEnum):
    """What a role is counted per."""

    STATION = "station"
    VILLAGE = "village"
    DISTRICT = "district"


_PER: dict[Per, Pair] = {
    Per.STATION: ("TPS", "stations"),
    Per.VILLAGE: ("desa/kelurahan", "villages"),
    Per.DISTRICT: ("kecamatan", "districts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A kind of officer: what it is counted per, and which body appoints it."""

    code: str
    label: Pair
    per: Per
    spender: str


ROLES = tuple(
    Role(code=code, label=label, per=per, spender=spender)
    for code, label, per, spender in (
        ("kpps", ("KPPS", "Station crew (KPPS)"), Per.STATION, "kpu"),
        ("linmas", ("Linmas TPS", "Order officers (Linmas)"), Per.STATION, "kpu"),
        ("ptps", ("Pengawas TPS", "Station supervisors (PTPS)"), Per.STATION, "bawaslu"),
        (PANTARLIH, ("Pantarlih", "Door-to-door officers"), Per.STATION, "kpu"),
        ("pps", ("PPS", "Village committees (PPS)"), Per.VILLAGE, "kpu"),
        ("pps-secretary", ("Sekretaris PPS", "PPS secretaries"), Per.VILLAGE, "kpu"),
        ("pps-staff", ("Staf sekretariat PPS", "PPS secretariat staff"), Per.VILLAGE, "kpu"),
        ("ppk", ("PPK", "District committees (PPK)"), Per.DISTRICT, "kpu"),
        ("ppk-secretary", ("Sekretaris PPK", "PPK secretaries"), Per.DISTRICT, "kpu"),
        ("ppk-staff", ("Staf sekretariat PPK", "PPK secretariat staff"), Per.DISTRICT, "kpu"),
        ("panwascam", ("Panwascam", "District supervisors"), Per.DISTRICT, "bawaslu"),
        ("pkd", ("PKD", "Village supervisors (PKD)"), Per.VILLAGE, "bawaslu"),
    )
)


def needs(regencies: Iterable[Regency], *, law: Law, kind: str) -> tuple[Need, ...]:
    """Every role in every district. Raises LawGap where a norm is missing."""
    norms = {role.code: norm(law, kind, f"{role.code}.per-{role.per}") for role in ROLES}
    large = law.norms.get(f"{kind}.{PANTARLIH}.large-station")
    found: list[Need] = []
    for regency in regencies:
        for role in ROLES:
            if role.code == PANTARLIH and large:
                found.extend(_pantarlih(role, regency, (norms[role.code], large)))
            else:
                found.extend(_plain(role, norms[role.code], regency))
    return tuple(found)


def _plain(role: Role, rule: Norm, regency: Regency) -> Iterator[Need]:
    """So many per station, village or district."""
    said, said_en = _PER[role.per]
    words = (
        f"{{each}} orang × {{count}} {said} = {{quantity}}",
        f"{{each}} people × {{count}} {said_en} = {{quantity}}",
    )
    for district in regency.districts:
        count = _count(role.per, district)
        people = rule.number * count
        yield Need(
            region=district.region,
            room=Room.PERSONNEL,
            item=role.code,
            label=role.label,
            quantity=people,
            most=people,
            unit=Unit.PEOPLE,
            count=count,
            norms=(rule,),
            words=words,
            known=regency.known,
            spender=role.spender,
        )


def _count(per: Per, district: District) -> int:
    return {Per.STATION: district.stations, Per.VILLAGE: district.villages, Per.DISTRICT: 1}[per]


def _pantarlih(role: Role, regency: Regency, norms: tuple[Norm, Norm]) -> Iterator[Need]:
    """One a station and more at large ones; a range where nobody counted the stations' voters."""
    rule, (above, more) = norms[0], norms[1].numbers
    counted = all(len(one.voters) == one.stations for one in regency.districts)
    for place in regency.districts if counted else (regency,):
        least, most = _large(place, above)
        base = rule.number * place.stations
        yield Need(
            region=place.region,
            room=Room.PERSONNEL,
            item=role.code,
            label=role.label,
            quantity=base + more * least,
            most=base + more * most,
            unit=Unit.PEOPLE,
            count=place.stations,
            norms=norms,
            words=_words(rule.number, above, more, exact=counted),
            known=regency.known,
            spender=role.spender,
        )


def _large(place: District | Regency, above: int) -> tuple[int, int]:
    """How many stations have more than so many voters: at least, and at most."""
    if isinstance(place, District):
        large = sum(voters > above for voters in place.voters)
        return large, large
    beyond = max(0, place.voters - above * place.stations)
    room = max(1, place.cap - above)  # what one large station can take of it
    return -(-beyond // room), min(place.stations, place.voters // (above + 1))


def _words(each: int, above: int, more: int, *, exact: bool) -> Pair:
    said = f"{each} orang × {{count}} TPS, ditambah {more} tiap TPS di atas {above} pemilih"
    said_en = f"{each} people × {{count}} stations, and {more} more where above {above} voters"
    if exact:
        return f"{said} = {{quantity}}", f"{said_en} = {{quantity}}"
    return (
        f"{said}: {{quantity}} sampai {{most}}, menurut isi tiap TPS",
        f"{said_en}: {{quantity}} to {{most}}, depending on each station's voters",
    )
