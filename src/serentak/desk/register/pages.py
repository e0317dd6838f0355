"""A run as its page shows it: steps, findings with bars, and the way from rows to voters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serentak.desk.jobs.models import Job, State
from serentak.desk.law.facts import law
from serentak.desk.register import words
from serentak.desk.register.models import FindingCount, Run
from serentak.desk.register.waterfall import Move
from serentak.desk.shared.templatetags.desk import ribu


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the steps of a run."""

    name: str
    state: str  # done, now, open
    share: int  # percent
    words: str


def steps_of_job(job: Job) -> list[Step]:
    """How far a run is."""
    names = list(words.STEPS)
    done = job.state == State.DONE or job.step == words.LAST_STEP
    if job.step and job.step not in names and not done:
        names.insert(0, job.step)
    here = names.index(job.step) if job.step in names else -1
    return [_step(job, name, n - here, done=done) for n, name in enumerate(names)]


def _step(job: Job, name: str, ahead: int, *, done: bool) -> Step:
    said = words.named(words.STEPS, name)
    if done or ahead < 0:
        return Step(name=said, state="done", share=100, words="")
    if ahead == 0 and job.state == State.RUNNING:
        return Step(name=said, state="now", share=round(job.share * 100), words=job.words)
    return Step(name=said, state="open", share=0, words="")


def steps_of_run(run: Run, findings: Sequence["Finding"]) -> list[Step]:
    """What came of each step of a finished run."""
    auto = sum(bands["auto"] for bands in run.pairs.values())
    review = sum(bands["review"] for bands in run.pairs.values())
    told = {
        "intake": ngettext(
            "%(n)s baris dari %(files)s berkas",
            "%(n)s baris dari %(files)s berkas",
            len(run.inputs),
        )
        % {"n": ribu(run.records), "files": len(run.inputs)},
        "checks": _("%(n)s temuan menurut %(rules)s aturan")
        % {
            "n": ribu(sum(one.count for one in findings)),
            "rules": sum(one.count > 0 for one in findings),
        },
        "match": _("%(auto)s pasangan otomatis, %(review)s ditinjau orang")
        % {"auto": ribu(auto), "review": ribu(review)},
        "voters": _("%(n)s pemilih") % {"n": ribu(run.voters)},
        "stations": _("%(n)s TPS di %(villages)s desa")
        % {"n": ribu(run.stations), "villages": ribu(run.villages)},
    }
    return [
        Step(name=str(name), state="done", share=100, words=told[code])
        for code, name in words.STEPS.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How often a rule complained, and how that changed."""

    rule: str
    words: str
    cite: str
    severity: str
    blocking: bool
    count: int
    width: float
    change: int | None


def findings(run: Run, before: Run | None) -> list[Finding]:
    """By severity, then the most frequent; beside them the change since another run."""
    now, past = per_rule(run), per_rule(before) if before else {}
    rules = now | {key: 0 for key in past if key not in now}
    # What is only good to know, such as children, would leave the others no bar to see.
    most = max((n for (_r, how), n in rules.items() if how != words.NOTE), default=0) or 1
    ordered = sorted(rules.items(), key=lambda one: (_rank(one[0][1]), -one[1], one[0]))
    kind = law().elections[run.election].kind
    return [
        Finding(
            rule=rule,
            words=words.check(rule),
            cite=words.cite(rule, kind),
            severity=words.named(words.SEVERITIES, severity),
            blocking=severity == words.BLOCKING,
            count=count,
            width=0.0 if severity == words.NOTE else round(100 * count / most, 2),
            change=count - past.get((rule, severity), 0) if before else None,
        )
        for (rule, severity), count in ordered
    ]


def _rank(severity: str) -> int:
    known = list(words.SEVERITIES)
    return known.index(severity) if severity in known else len(known)


def per_rule(run: Run) -> dict[tuple[str, str], int]:
    """(rule, severity): how many in the whole run."""
    rows = FindingCount.objects.filter(run=run).values_list("rule", "severity")
    counted = rows.annotate(n=Sum("count")).order_by("rule", "severity")
    return {(rule, severity): n for rule, severity, n in counted}


def to_voters(run: Run) -> list[Move]:
    """From the rows read to those who may vote."""
    moves: list[Move] = [(_("Baris dibaca"), "", run.records, True)]
    for rule, count in sorted(run.excluded.items(), key=lambda one: (-one[1], one[0])):
        moves.append((words.bar(rule), "", -count, False))
    return [*moves, (_("Pemilih"), run.stage, run.voters, True)]


def chain(runs: Sequence[Run]) -> list[Move]:
    """From version to version of one list, oldest first."""
    moves: list[Move] = []
    for n, run in enumerate(runs):
        if n:
            change = run.voters - runs[n - 1].voters
            moves.append((_("Selisih"), "", change, False))
        label = run.stage or _("Putaran %(n)s") % {"n": run.number}
        moves.append((label, "", run.voters, True))
    return moves


def headline(run: Run, before: Run | None) -> str:
    """The page's title; what if is about stations, not about findings."""
    if run.trial:
        return _("Percobaan batas %(cap)s: %(n)s TPS untuk %(voters)s pemilih") % {
            "cap": ribu(run.cap),
            "n": ribu(run.stations),
            "voters": ribu(run.voters),
        }
    if before is not None and before.blocking != run.blocking:
        change = run.blocking - before.blocking
        values = {"n": ribu(abs(change)), "before": before.number, "left": ribu(run.blocking)}
        if change < 0:
            return (
                _("Temuan berkurang %(n)s sejak putaran %(before)s, %(left)s masih menghalangi")
                % values
            )
        return _("Temuan bertambah %(n)s sejak putaran %(before)s, %(left)s menghalangi") % values
    if not run.blocking:
        return _("Tidak ada temuan yang menghalangi penetapan")
    return ngettext(
        "%(n)s temuan menghalangi penetapan", "%(n)s temuan menghalangi penetapan", run.blocking
    ) % {"n": ribu(run.blocking)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One count in two runs."""

    label: str
    before: str
    after: str
    change: str


def compared(before: Run, after: Run) -> list[Compared]:
    """The counts of two runs side by side."""
    counts: Mapping[str, tuple[int, int]] = {
        _("Batas pemilih tiap TPS"): (before.cap, after.cap),
        _("Baris dibaca"): (before.records, after.records),
        _("Orang"): (before.people, after.people),
        _("Temuan yang menghalangi"): (before.blocking, after.blocking),
        _("Pemilih"): (before.voters, after.voters),
        _("TPS"): (before.stations, after.stations),
    }
    rows = [_compared(label, *pair) for label, pair in counts.items()]
    metres = [run.certificate.get("distance_mean") for run in (before, after)]
    if all(metres):
        label = _("Jarak rata-rata, meter")
        rows.append(_compared(label, round(metres[0]), round(metres[1])))
    return rows


def _compared(label: str, before: int, after: int) -> Compared:
    return Compared(
        label=label, before=ribu(before), after=ribu(after), change=signed(after - before)
    )


def signed(change: int) -> str:
    """A change with its sign."""
    return f"+{ribu(change)}" if change > 0 else ribu(change)
