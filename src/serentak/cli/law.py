"""`serentak law …`: check, show, count, deadline, obligations, stages, calendar."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from serentak.cli import answers, show
from serentak.cli.words import label
from serentak.engine import store
from serentak.engine.days import Direction, Term, Unit, Zone, day_of
from serentak.engine.errors import BadData, LawGap
from serentak.engine.law.basis import Basis, Confidence
from serentak.engine.law.deadline import deadline, plain_rule
from serentak.engine.law.elections import coming
from serentak.engine.law.lint import findings
from serentak.engine.law.model import Area, Election, Law
from serentak.engine.moments import moment
from serentak.engine.obligations import Obligation, derive, located, undatable
from serentak.engine.regions import Level, RegionCode, level, province, region_code

FORMS = ("table", "json", "csv")
UNITS = {
    "calendar-days": Unit.CALENDAR,
    "working-days": Unit.WORKING,
    "hours": Unit.HOURS,
    "months": Unit.MONTHS,
}
HOME = RegionCode("74")


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the room and its commands."""
    room = rooms.add_parser("law", help="Data hukum: periksa, tampilkan, hitung tenggat.")
    commands = room.add_subparsers(dest="command", required=True, metavar="PERINTAH")
    _add(commands, "check", check, "Periksa seluruh data hukum.")
    one = _add(commands, "show", show_one, "Tampilkan aturan, kewajiban, instrumen atau pemilihan.")
    one.add_argument("id", metavar="ID", help="Kode, atau baris aturan seperti K41.")
    tally = _add(commands, "count", count, "Hitung hari tanpa aturan.")
    tally.add_argument("n", type=int, metavar="N")
    tally.add_argument("unit", choices=UNITS, metavar="SATUAN", help=", ".join(UNITS))
    _when(tally)
    tally.add_argument("--before", action="store_true", help="Hitung mundur.")
    tally.add_argument("--count-first-day", action="store_true", help="Hari pemicu = hari ke-1.")
    due = _add(commands, "deadline", due_date, "Hitung tenggat sebuah aturan dari pemicunya.")
    due.add_argument("id", metavar="ID")
    _when(due)
    due.add_argument("--limit", type=int, metavar="N", help="Lama yang ditetapkan putusan.")
    due.add_argument("--region", default=HOME, metavar="KODE", help="Wilayah (zona setempat).")
    _add_lists(commands)


def _add_lists(commands: "argparse._SubParsersAction[Any]") -> None:
    duties = _add(commands, "obligations", list_obligations, "Kewajiban per wilayah.", ics=True)
    _election(duties)
    duties.add_argument("--region", required=True, metavar="KODE")
    duties.add_argument(
        "--area", choices=[str(area) for area in Area], metavar="BIDANG", help=", ".join(Area)
    )
    duties.add_argument("--institution", metavar="JENIS", help="Misalnya kpu, bpkad, regent.")
    phases = _add(commands, "stages", list_stages, "Tahapan pemilihan.", ics=True)
    _election(phases)
    year = _add(commands, "calendar", list_calendar, "Hari libur dan cuti bersama.", ics=True)
    year.add_argument("year", type=int, metavar="TAHUN")


def _add(
    commands: "argparse._SubParsersAction[Any]",
    name: str,
    run: Any,
    about: str,
    *,
    ics: bool = False,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    forms = (*FORMS, "ics") if ics else FORMS
    command.add_argument("--format", choices=forms, default="table", help="Bentuk keluaran.")
    command.set_defaults(run=run)
    return command


def _when(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="when", required=True, type=_moment, metavar="SAAT")
    command.add_argument("--zone", type=_zone, metavar="ZONA", help="Zona lembaga penerima.")


def _zone(text: str) -> Zone:
    try:
        return Zone(text)
    except ValueError:
        known = ", ".join(Zone)
        raise argparse.ArgumentTypeError(f"'{text}' bukan zona. Pilih: {known}") from None


def _election(command: argparse.ArgumentParser) -> None:
    command.add_argument("--election", metavar="ID", help="Misalnya pilkada-2024.")
    command.add_argument("--election-kind", metavar="JENIS", help="pemilu atau pilkada.")
    command.add_argument("--voting-day", type=_day, metavar="TANGGAL", help="Hari yang diandaikan.")


def _moment(text: str) -> date | datetime:
    """A day or a moment; argparse turns the complaint into its sentence."""
    found = moment(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"'{text}' bukan tanggal. Tulis 2024-12-03 atau 2024-12-03T22:19+07:00"
        )
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' bukan tanggal. Tulis 2029-02-14") from None


def check(options: argparse.Namespace) -> None:
    """Read every file, follow every link, count every duty; LawGap lists what is wrong."""
    law = store.law()
    slips = [*findings(law), *undatable(law)]
    if slips:
        raise LawGap(f"{len(slips)} hal perlu dibetulkan:\n  " + "\n  ".join(slips))
    totals = answers.totals(law)
    show.one(totals, [(label(key), str(value)) for key, value in totals.items()], options.format)


def show_one(options: argparse.Namespace) -> None:
    """Whatever carries that id."""
    law = store.law()
    answer = answers.entry(law, options.id)
    show.one(answer, answers.worded(law, answer), options.format)


def count(options: argparse.Namespace) -> None:
    """A plain count with its days."""
    term = Term(
        limit=options.n,
        unit=UNITS[options.unit],
        direction=Direction.BEFORE if options.before else Direction.AFTER,
        first_day_counted=options.count_first_day,
        closes="minute" if options.unit == "hours" else "24:00",
    )
    basis = Basis(
        since=date.min, cite="", checked=date.min, confidence=Confidence.SOURCED
    )  # a count asked for by hand stands on no article
    law = store.law()
    rule = plain_rule(term, zone=options.zone, basis=basis)
    found = deadline(rule, options.when, law=law, local=_zone_of(options.when, law))
    show.one(answers.counted(found), answers.lines(found), options.format)


def _zone_of(when: date | datetime, law: Law) -> Zone:
    """The zone a moment was written in, else the province's."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        for zone in Zone:
            if when.utcoffset() == zone.tz.utcoffset(when.replace(tzinfo=None)):
                return zone
    return law.zone(HOME)


def due_date(options: argparse.Namespace) -> None:
    """A rule's deadline, derived."""
    law = store.law()
    local = options.zone or law.zone(_region(options.region))
    rule = law.rule(options.id)
    if options.limit is not None and rule.on(day_of(options.when)).limit is not None:
        raise BadData(f"Lama {rule.id} sudah ditetapkan aturannya. Ulangi tanpa --limit.")
    found = deadline(rule, options.when, law=law, local=local, limit=options.limit)
    show.one(answers.derived(found), answers.lines(found), options.format)


def _region(text: str) -> RegionCode:
    """A region that exists. Raises BadData."""
    code = region_code(text)
    if not store.known(code):
        raise BadData(f"Wilayah {code} tidak ada dalam daftar Kementerian Dalam Negeri.")
    return code


def _chosen(options: argparse.Namespace, law: Law) -> Election:
    if options.election and not (options.election_kind or options.voting_day):
        return law.election(options.election)
    if options.election_kind and options.voting_day and not options.election:
        return coming(law, options.election_kind, options.voting_day)
    raise BadData(
        "Sebutkan --election ID, atau --election-kind JENIS bersama --voting-day TANGGAL."
    )


def list_obligations(options: argparse.Namespace) -> None:
    """Duties of a region; for a province also what falls on the nation and on each regency."""
    law = store.law()
    election = _chosen(options, law)
    region = _region(options.region)
    local = law.zone(region)
    if options.institution and options.institution not in law.kinds:
        raise BadData(
            f"Lembaga '{options.institution}' tidak dikenal. Pilih: {', '.join(sorted(law.kinds))}."
        )
    found = [
        one
        for one in _duties(law, election, region, local)
        if options.area in (None, one.template.area)
        and options.institution in (None, one.template.bearer)
    ]
    found.sort(
        key=lambda one: (one.due is None, one.due.due.timestamp() if one.due else 0, one.key)
    )
    if options.format == "ics":
        show.emit(show.calendar(answers.duty_events(law, found), f"{election.title}, {region}"))
    else:
        rows = [answers.duty(one) for one in found]
        if options.format == "table":
            rows = [{**row, "institution": answers.body(law, row["institution"])} for row in rows]
        show.rows(rows, answers.DUTY_COLUMNS, options.format)


_LEVELS = {
    Level.NATIONAL: {Level.NATIONAL},
    Level.PROVINCE: set(Level),
    Level.REGENCY: {Level.REGENCY, Level.DISTRICT, Level.VILLAGE},
}


def _duties(law: Law, election: Election, region: RegionCode, local: Zone) -> Iterator[Obligation]:
    levels = _LEVELS.get(level(region))
    if levels is None:
        raise BadData(
            "Kewajiban dihitung per provinsi atau kabupaten/kota, misalnya 74 atau 74.01."
        )
    events = published_events(election.id, region)
    for template in law.templates.values():
        if template.election_kind not in (election.kind, "both") or template.level not in levels:
            continue
        found = located(law, election, template, events=events)
        yield Obligation(
            key=template.id,
            election_id=election.id,
            region=region,
            template=template,
            anchor=found,
            due=derive(template, found, law=law, local=local),
        )


def published_events(election_id: str, region: RegionCode) -> Mapping[str, date | datetime]:
    """The region's own published anchors, where this release carries them."""
    home = province(region)
    if not store.has_facts(home):
        return {}
    return {
        row["anchor"]: _moment(row["date"])
        for row in store.facts(home, "anchors")
        if row["election"] == election_id and row["region"] == region and row["date"]
    }


def list_stages(options: argparse.Namespace) -> None:
    """Stages in order of their start."""
    election = _chosen(options, store.law())
    stages = sorted(election.stages, key=lambda s: (s.start or s.end or date.max, s.id))
    if options.format == "ics":
        show.emit(show.calendar(answers.stage_events(election.id, stages), election.title))
        return
    table = [answers.stage(one, provisional=election.hypothetical) for one in stages]
    show.rows(table, answers.STAGE_COLUMNS, options.format)


def list_calendar(options: argparse.Namespace) -> None:
    """A year's named days off, provisional until a decree is known."""
    law = store.law()
    law.calendar.why_off(day_of(date(options.year, 1, 1))) if 1 <= options.year <= 9999 else None
    days = [off for day, off in sorted(law.calendar.days_off.items()) if day.year == options.year]
    if not days:
        raise BadData(f"Tahun {options.year} di luar kalender. Pilih tahun antara 2010 dan 2045.")
    if options.format == "ics":
        show.emit(show.calendar(answers.day_events(days), f"Hari libur {options.year}"))
        return
    table = [answers.day_off(off, law) for off in days]
    show.rows(table, answers.DAY_COLUMNS, options.format)
