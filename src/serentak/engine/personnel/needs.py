"""People needed per district: crews, guards, supervisors and committees."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from serentak.engine.counts import District, Regency
from serentak.engine.law.model import Law, Norm
from serentak.engine.needs import Count, Item, Need, Pair, Room, Unit, between, norm, times

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


def _item(role: Role) -> Item:
    return Item(
        room=Room.PERSONNEL,
        code=role.code,
        label=role.label,
        unit=Unit.PEOPLE,
        spender=role.spender,
    )


def _plain(role: Role, rule: Norm, regency: Regency) -> Iterator[Need]:
    """So many per station, village or district."""
    for district in regency.districts:
        number = {
            Per.STATION: district.stations,
            Per.VILLAGE: district.villages,
            Per.DISTRICT: 1,
        }[role.per]
        count = Count(region=district.region, number=number, known=regency.known)
        yield times(_item(role), rule, count, _PER[role.per])


def _pantarlih(role: Role, regency: Regency, norms: tuple[Norm, Norm]) -> Iterator[Need]:
    """One a station and more at large ones; a range where nobody counted the stations' voters."""
    each, (above, more) = norms[0].number, norms[1].numbers
    words = (
        f"{each} orang × {{count}} TPS, ditambah {more} tiap TPS di atas {above} pemilih",
        f"{each} people × {{count}} stations, and {more} more where above {above} voters",
    )
    for place in regency.districts if regency.counted else (regency,):
        least, most = _large(place, above)
        count = Count(region=place.region, number=place.stations, known=regency.known)
        base = each * place.stations
        yield between(_item(role), norms, count, (base + more * least, base + more * most), words)


def _large(place: District | Regency, above: int) -> tuple[int, int]:
    """How many stations have more than so many voters: at least, and at most."""
    if isinstance(place, District):
        large = sum(voters > above for voters in place.voters)
        return large, large
    beyond = max(0, place.voters - above * place.stations)
    room = max(1, place.cap - above)  # what one large station can take of it
    return -(-beyond // room), min(place.stations, place.voters // (above + 1))
