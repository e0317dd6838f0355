"""What is voted on the same day: the races of a kind of election, and whose budget each falls on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from serentak.engine.errors import BadData


class Payer(StrEnum):
    """Whose budget pays; an agreement where several givers share a cost and none is named."""

    NATION = "nation"
    PROVINCE = "province"
    REGENCY = "regency"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """One ballot of an election day."""

    code: str
    kind: str
    label: tuple[str, str]  # Indonesian, English
    payer: Payer


RACES = tuple(
    Race(code=code, kind=kind, label=label, payer=payer)
    for code, kind, label, payer in (
        ("governor", "pilkada", ("gubernur", "governor"), Payer.PROVINCE),
        ("regent", "pilkada", ("bupati/wali kota", "regent or mayor"), Payer.REGENCY),
        ("president", "pemilu", ("presiden", "president"), Payer.NATION),
        ("dpr", "pemilu", ("DPR", "national house (DPR)"), Payer.NATION),
        ("dpd", "pemilu", ("DPD", "regional senate (DPD)"), Payer.NATION),
        ("dprd-province", "pemilu", ("DPRD provinsi", "provincial council"), Payer.NATION),
        ("dprd-regency", "pemilu", ("DPRD kabupaten/kota", "regency council"), Payer.NATION),
    )
)


def of(kind: str, codes: Iterable[str] = ()) -> tuple[Race, ...]:
    """The races of a kind of election, all or those named. Raises BadData for an unknown one."""
    known = {race.code: race for race in RACES if race.kind == kind}
    wanted = tuple(codes) or tuple(known)
    for code in wanted:
        if code not in known:
            raise BadData(f"Pemilihan '{code}' tidak dikenal. Pilih: {', '.join(known)}.")
    return tuple(race for race in known.values() if race.code in wanted)


def payer(races: Iterable[Race]) -> Payer:
    """Who pays what these races share: the only one, or whoever they agree on."""
    payers = {race.payer for race in races}
    return payers.pop() if len(payers) == 1 else Payer.AGREEMENT
