"""The province on one page: who is furthest from ready, and what every area lacks, in words and numbers."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.obligations import words
from serentak.desk.places.models import Region
from serentak.desk.readiness import facts, pages
from serentak.desk.readiness.gaps import NAMES, Gap, Gaps, gaps
from serentak.desk.shared.templatetags.desk import ribu, rupiah
from serentak.desk.shared.templatetags.desk import said as told
from serentak.engine.law.model import Area, Election
from serentak.engine.papers import Cell, Grid, Paper, Section
from serentak.engine.regions import RegionCode
from serentak.engine.store import region_name

DIGITS = 12  # of the fingerprint, as on every page
WIDTHS = (5, 2, 4, 3, 3, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that the page is made from."""

    election: Election
    province: Region
    at: datetime
    lines: Sequence[pages.Line]
    maps: Sequence[pages.AreaMap]
    gaps: Mapping[Area, Gaps]
    simulated: bool


def known(election: Election, province: Region, *, at: datetime) -> Known:
    """The matrix and the gaps of a province as they stood."""
    rows = facts.matrix(election.id, at=at, within=province.code)
    return Known(
        election=election,
        province=province,
        at=at,
        lines=pages.lines(rows, by_name=False, chosen=("", "")),
        maps=pages.area_maps(rows, ""),
        gaps={area: gaps(area, election, at=at) for area in NAMES},
        simulated=facts.simulated(election.id, at=at),
    )


def brief(it: Known) -> Paper:
    """One A4 page. Its foot carries the fingerprint of all that stands above it."""
    day = localtime(it.at)
    page = Paper(
        language=translation.get_language(),
        day=day.date(),
        kicker=_("Ringkasan kesiapan %(province)s, %(election)s")
        % {"province": it.province.name, "election": told(it.election, "title")},
        title=pages.finding(it.lines),
        facts=tuple(_facts(it)),
        sections=(
            Section(title=_("Sepintas"), sentences=tuple(pages.summary(it.lines, it.maps))),
            *(_area(it, area) for area in NAMES),
            Section(title=_("Daerah, yang terjauh dari siap dulu"), grid=_grid(it)),
        ),
        foot="",
    )
    return replace(page, foot=_foot(it, hashlib.sha256(repr(page).encode()).hexdigest()))


def _facts(it: Known) -> Iterator[tuple[str, str]]:
    day = localtime(it.at)
    yield _("Keadaan"), f"{date_format(day, 'j F Y')}, {date_format(day, 'H.i')}"
    left = (it.election.voting_day - day.date()).days
    yield _("Pemungutan suara"), date_format(it.election.voting_day, "j F Y")
    if left >= 0:
        yield _("Sisa"), ngettext("%(n)s hari", "%(n)s hari", left) % {"n": left}
    mean = pages.mean([line.total for line in it.lines])
    if mean is not None:
        yield _("Rata-rata kesiapan"), _("%(n)s dari 100") % {"n": mean}


def _area(it: Known, area: Area) -> Section:
    """An area in words: what is late, what is still to come, and the region that lacks most."""
    found = it.gaps[area]
    title = f"{words.AREA_NAMES[area]}: {str(NAMES[area]).lower()}"
    if not found:
        return Section(title=title, sentences=(_("Belum ada yang menghitungnya."),))
    number = rupiah if area is Area.BUDGET else ribu
    late = {code: one for code, one in found.items() if one.short}
    values = {
        "need": number(sum(one.need for one in found.values())),
        "there": number(sum(one.there for one in found.values())),
        "short": number(sum(one.short for one in found.values())),
        "ahead": number(sum(one.ahead for one in found.values())),
        "n": len(late),
        "all": len(found),
    }
    said = _("Perlu %(need)s, ada %(there)s.") % values
    said += " " + (
        _("Kurang dan lewat tenggat: %(short)s, di %(n)s dari %(all)s daerah.") % values
        if late
        else _("Tidak ada yang kurang dan lewat tenggat.")
    )
    if any(one.ahead for one in found.values()):
        said += " " + _("Masih kurang, belum jatuh tempo: %(ahead)s.") % values
    return Section(title=title, sentences=(said, *_worst(it, late)))


def _worst(it: Known, late: Gaps) -> Iterator[str]:
    if late:
        code = max(late, key=lambda one: (late[one].share, one))
        names = {it.province.code: it.province.name} | {one.code: one.name for one in it.lines}
        yield _("Terjauh: %(region)s. %(why)s") % {
            "region": names.get(code) or region_name(RegionCode(code)),
            "why": late[code].why,
        }


def _grid(it: Known) -> Grid:
    heads = (
        _("Daerah"),
        _("Nilai"),
        _("Petugas kurang, lewat tenggat"),
        _("Hibah cair"),
        _("Petugas keamanan"),
        _("Logistik lengkap"),
    )
    return Grid(
        heads=heads,
        rows=tuple(_row(it, line) for line in it.lines),
        widths=WIDTHS,
        numbers=frozenset(range(1, len(heads))),
    )


def _row(it: Known, line: pages.Line) -> tuple[Cell, ...]:
    people, money, officers, goods = (it.gaps[area].get(line.code) for area in NAMES)
    return (
        line.name,
        "–" if line.total is None else line.total,
        "–" if people is None else ribu(people.short),
        _percent(money),
        _percent(officers),
        "–" if goods is None else _("%(n)s dari %(all)s") % {"n": goods.there, "all": goods.need},
    )


def _percent(one: Gap | None) -> str:
    """How much of what is needed or agreed is there, rounded down."""
    return "–" if one is None or not one.need else f"{100 * one.there // one.need}%"


def _foot(it: Known, digest: str) -> str:
    said = [
        _("Dihitung dari kewajiban, bukti dan laporan pada meja; sidik jari %(digest)s.")
        % {"digest": digest[:DIGITS]}
    ]
    if it.simulated:
        said.append(_("Sebagian bukti dan laporan adalah simulasi."))
    return " ".join(said)
