"""Need against what is there: shortages add up, and a surplus fills no shortage elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from serentak.engine.personnel.returned import Post
from serentak.engine.regions import RegionCode, parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """People needed, there and missing; `silent` is the part of `short` nobody reported on."""

    need: int = 0
    there: int = 0
    short: int = 0
    silent: int = 0

    @property
    def reported(self) -> bool:
        """Whether anything was reported at all."""
        return self.silent < self.need or self.there > 0

    @property
    def percent(self) -> int | None:
        """How much of the need is met, rounded down; 100 only where nobody is missing."""
        if not self.need:
            return None
        met = self.need - self.short if self.short else self.there
        return 100 * met // self.need

    def __add__(self, other: "Gap") -> "Gap":
        return Gap(
            need=self.need + other.need,
            there=self.there + other.there,
            short=self.short + other.short,
            silent=self.silent + other.silent,
        )


NOTHING = Gap()


def gap(need: int, there: int | None) -> Gap:
    """The gap of one post; what nobody has reported is not there yet."""
    short = max(0, need - (there or 0))
    return Gap(need=need, there=there or 0, short=short, silent=need if there is None else 0)


def gaps(need: Mapping[Post, int], there: Mapping[Post, int]) -> Mapping[Post, Gap]:
    """The gap of every post that is needed or filled.

    Where a need is known of a regency only, what its districts have is added up for it.
    """
    found: dict[Post, int | None] = dict.fromkeys(need)
    for (place, role), n in there.items():
        above = (parent(RegionCode(place)), role)
        post = above if above in need else (place, role)
        found[post] = (found.get(post) or 0) + n
    return {post: gap(need.get(post, 0), n) for post, n in found.items()}


def total(several: Iterable[Gap]) -> Gap:
    """What they make together."""
    return sum(several, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a shortage moved over some days, and how many days are left to the date it is due."""

    before: int
    now: int
    over: int
    left: int

    @property
    def forecast(self) -> int:
        """How many are missing on that date if it goes on like this; never below none."""
        if self.left <= 0:
            return self.now
        return max(0, self.now - (self.before - self.now) * self.left // self.over)

    @property
    def in_time(self) -> bool:
        """Whether nobody is missing then."""
        return self.forecast == 0
