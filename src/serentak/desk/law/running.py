"""What runs now, what ends first and what comes next, in sentences."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.law import words
from serentak.desk.shared.templatetags.desk import spell
from serentak.engine.law.model import Election, Stage


def state(stage: Stage, at: date) -> str:
    """Whether a stage is over, runs or is to come; with one end only, no more is claimed."""
    if stage.start is None and stage.end is None:
        return "unknown"
    if stage.start is None or stage.end is None:
        if (stage.start or stage.end or at) > at:
            return "next"
        return "past" if stage.end is not None else "begun"
    if stage.end < at:
        return "past"
    return "next" if stage.start > at else "now"


def begin(stage: Stage) -> date:
    """Its first known day; undated ones come last."""
    return stage.start or stage.end or date.max


def finding(election: Election, *, at: date) -> str:
    """What runs now and what ends first; else what comes, or that all is over."""
    own = [one for one in election.held if one.group != "support" and not one.parent]
    running = [one for one in own if state(one, at) == "now"]
    if not running:
        return _between(election, own, at)
    soon = min(running, key=_last)
    title = words.said(soon, "title")
    when = _ends((_last(soon) - at).days) if soon.start != soon.end else _("hari ini")
    if len(running) == 1:
        return f"{title} {when}"
    many = spell(len(running)).capitalize()
    return _("%(n)s tahapan berjalan; %(stage)s %(when)s") % {
        "n": many,
        "stage": title[:1].lower() + title[1:] if title[1:2].islower() else title,
        "when": when,
    }


def _last(stage: Stage) -> date:
    return stage.end or date.max


def _ends(days: int) -> str:
    if days == 0:
        return _("berakhir hari ini")
    return ngettext("berakhir %(n)s hari lagi", "berakhir %(n)s hari lagi", days) % {
        "n": spell(days)
    }


def _between(election: Election, own: Sequence[Stage], at: date) -> str:
    coming = [one for one in own if one.start is not None and one.start > at]
    if coming:
        soon = min(coming, key=begin)
        days = (begin(soon) - at).days
        said = {"stage": words.said(soon, "title"), "n": spell(days)}
        return (
            ngettext("%(stage)s mulai %(n)s hari lagi", "%(stage)s mulai %(n)s hari lagi", days)
            % said
        )
    if any(state(one, at) == "past" for one in own):
        return _("Semua tahapan %(election)s sudah selesai") % {
            "election": words.said(election, "title")
        }
    return _("Tahapan")


def summary(election: Election, *, at: date) -> Iterator[str]:
    """How much runs, and how much has no date."""
    counted = [state(one, at) for one in election.held]
    yield ngettext(
        "%(n)s kegiatan berjalan hari ini.",
        "%(n)s kegiatan berjalan hari ini.",
        counted.count("now"),
    ) % {"n": spell(counted.count("now")).capitalize()}
    if "unknown" in counted:
        n = counted.count("unknown")
        yield ngettext("%(n)s belum bertanggal.", "%(n)s belum bertanggal.", n) % {
            "n": spell(n).capitalize()
        }


def coming(election: Election, *, at: date) -> Stage | None:
    """The stage that starts next."""
    ahead = [one for one in election.held if one.start is not None and one.start > at]
    return min(ahead, key=begin, default=None)
