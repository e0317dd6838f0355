"""What a register says of a person besides names and dates: marriage, work, cards, service."""

from dataclasses import dataclass

import numpy as np

from serentak.engine.synth.arrays import Flags, Ints, Reals
from serentak.engine.synth.dice import Dice
from serentak.engine.synth.families import Families, Role
from serentak.engine.synth.material import Material

MARITAL = ("B", "S", "P")
NEVER, MARRIED, ONCE = range(3)
JOBS = (
    "BELUM/TIDAK BEKERJA", "PELAJAR/MAHASISWA", "MENGURUS RUMAH TANGGA", "PETANI/PEKEBUN",
    "NELAYAN/PERIKANAN", "WIRASWASTA", "KARYAWAN SWASTA", "PEGAWAI NEGERI SIPIL", "GURU",
    "PERDAGANGAN", "BURUH HARIAN LEPAS", "TUKANG", "SOPIR", "PENSIUNAN", "KARYAWAN HONORER",
    "PERAWAT", "TENTARA NASIONAL INDONESIA", "KEPOLISIAN RI",
)  # fmt: skip
IDLE, PUPIL, HOUSEWIFE, FARMER = range(4)
RETIRED, SOLDIER, POLICE = 13, 16, 17
WORK = (3, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 14, 15)  # often, in the country
TOWN = (5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 8, 9, 9, 10, 10, 11, 12, 14, 15, 4)
SERVICE_AGES = (18, 57)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Columns of people."""

    marital: Ints
    job: Ints
    serving: Flags  # whatever the job column says
    disability: Ints  # 0 none, else 1 to 6
    carded: Flags
    foreign: Flags
    dead: Flags  # by the list of deaths
    marked: Flags  # dead also by the register


def lives(throw: Dice, material: Material, family: Families, town: Flags) -> Lives:
    """One life for every person; `town` says who lives in a town."""
    count, age = len(family.card), family.age
    adult = age >= material.card_age
    serving = _serving(throw, material, family)
    dead = throw.random(count) < material.habit("deceased-active") * np.exp((age - 60) / 14)
    marked = throw.random(count) < material.habit("deceased-marked") * np.exp((age - 60) / 14)
    impaired = adult & (throw.random(count) < material.habit("disabled"))
    return Lives(
        marital=_marital(throw, family),
        job=_jobs(throw, material, family, (town, serving)),
        serving=serving,
        disability=impaired * throw.integers(1, 7, count),
        carded=adult & (throw.random(count) >= material.habit("without-card")),
        foreign=throw.random(count) < material.habit("foreigners"),
        dead=dead | marked,
        marked=marked,
    )


def _marital(throw: Dice, family: Families) -> Ints:
    luck = throw.random(len(family.card))
    couple, alone = family.couple[family.card], (family.size == 1)[family.card]
    once = np.where(family.age < 30, 0.05, np.where(family.age < 45, 0.4, 0.8))
    head = np.where(alone & (luck >= once), NEVER, ONCE)
    head = np.where(couple, MARRIED, head)
    child = np.where((family.age > 19) & (luck < 0.06), ONCE, NEVER)
    elder = np.where(luck < 0.9, ONCE, MARRIED)
    return np.select(
        [family.role == Role.HEAD, family.role == Role.SPOUSE, family.role == Role.CHILD],
        [head, np.full(len(luck), MARRIED), child],
        elder,
    ).astype(np.int64)


def _serving(throw: Dice, material: Material, family: Families) -> Flags:
    first, last = SERVICE_AGES
    able = ~family.woman & (family.age >= first) & (family.age < last)
    few = family.woman & (family.age >= first) & (family.age < last)
    share = material.habit("serving")
    return throw.random(len(able)) < able * share + few * share / 15


def _jobs(throw: Dice, material: Material, family: Families, about: tuple[Flags, Flags]) -> Ints:
    town, serving = about
    count, age = len(family.card), family.age
    place = throw.random(count)
    work = np.where(town, _one_of(TOWN, place), _one_of(WORK, place))
    luck: Reals = throw.random(count)
    job = np.where(family.woman & (luck < 0.55), HOUSEWIFE, work)
    job = np.where((age >= 60) & (luck < 0.12), RETIRED, job)
    job = np.where((age < 24) & (family.role == Role.CHILD), PUPIL, job)
    job = np.where((age < 6) | ((age < 30) & (luck > 0.9)), IDLE, job)
    uniform = np.where(throw.random(count) < 0.5, SOLDIER, POLICE)
    open_ = serving & (throw.random(count) >= material.habit("serving-hidden"))
    return np.where(open_, uniform, np.where(serving & (age < 24), IDLE, job)).astype(np.int64)


def _one_of(some: tuple[int, ...], place: Reals) -> Ints:
    return np.array(some, np.int64)[(place * len(some)).astype(np.int64)]
