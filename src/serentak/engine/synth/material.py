"""What a synthetic register is made of: an order, real places, and how often things occur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from serentak.engine.errors import BadData
from serentak.engine.regions import RegionCode
from serentak.engine.synth.arrays import Ints, Reals

Pool = tuple[Sequence[str], Sequence[str]]  # words by frequency, rare words
Forms = Mapping[tuple[str, str, str], Sequence[tuple[float, Sequence[str]]]]  # people, sex, era

FEWEST, MOST = 100, 10_000_000  # below, a village is no village; above, memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for: the same order gives the same bytes."""

    region: RegionCode
    people: int
    seed: int
    on: date  # ages are counted on this day
    duplicates: float = 0.02
    errors: float = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Villages:
    """The villages of a region in the order of their codes."""

    codes: Sequence[str]
    names: Sequence[str]
    lat: Reals
    lon: Reals
    area: Reals  # square kilometres
    residents: Reals
    district: Ints  # six digits as a number
    regency: Ints  # place in `Material.regencies`


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that the making of a register reads; carried as data with sources."""

    villages: Villages
    regencies: Sequence[str]
    towns: Sequence[str]  # the regencies' capitals
    peoples: Sequence[str]
    mix: Sequence[Sequence[float]]  # a row a regency, a share a people
    parents: Sequence[tuple[int, float]]  # regency it was divided from (-1: none), share of adults
    districts: Mapping[int, str]  # of this province: code, name
    elsewhere: Mapping[int, str]  # of the provinces people come from: code, the regency's name
    outside: Sequence[str]  # villages of other provinces
    known: Ints  # every district of the nation, sorted
    pools: Mapping[str, Pool]
    forms: Forms
    spellings: Mapping[str, Sequence[str]]
    streets: Sequence[str]
    habits: Mapping[str, Sequence[float]]
    woman_day: int  # of the law, as the next: what is added to the day inside a woman's NIK
    card_age: int  # from which an identity card is due

    def habit(self, key: str) -> float:
        """A habit that is one number."""
        return self.habits[key][0]


def accepted(order: Order) -> Order:
    """The order, or BadData saying what to change."""
    if not FEWEST <= order.people <= MOST:
        raise BadData(
            f"Jumlah penduduk {order.people} di luar batas. Pilih antara {FEWEST} dan {MOST}."
        )
    if order.seed < 0:
        raise BadData(f"Benih {order.seed} negatif. Pilih bilangan bulat mulai 0.")
    for name, share in (("--duplicates", order.duplicates), ("--errors", order.errors)):
        if not 0 <= share <= 0.5:
            raise BadData(f"{name} {share} di luar batas. Pilih bagian antara 0 dan 0.5.")
    return order
