"""Fill a desk: regions, institutions, published events, duties, evidence, figures."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from importlib.metadata import version

from django.conf import settings
from django.db import connection, transaction

from serentak.desk.audit.actions import record
from serentak.desk.figures.models import Claim, Contradiction, Figure
from serentak.desk.home import granting, officers, people, shipping, simulation
from serentak.desk.law.facts import elections, law
from serentak.desk.obligations import generation
from serentak.desk.obligations.models import AnchorEvent, Decision, Evidence, Obligation, Verdict
from serentak.desk.obligations.signals import touched
from serentak.desk.places.models import Coverage, Institution, Region
from serentak.engine import store
from serentak.engine.days import Zone
from serentak.engine.errors import BadData
from serentak.engine.regions import NATION, Level, RegionCode, level, parent

Say = Callable[[str], None]
Row = Mapping[str, str]


def load(*, simulate: bool, accounts: bool, say: Say, at: datetime) -> None:
    """Everything, once; a second run adds nothing."""
    home = RegionCode(settings.PROVINCE)
    say("Memuat wilayah dan lembaga …")
    places(home)
    published = store.has_facts(home)
    if published:
        _published(home, at=at)
    say("Menyusun kewajiban dari data hukum …")
    generate(cause="Pemuatan pertama", at=at, quiet=True)
    if published:
        say("Memuat bukti yang sudah terbit …")
        evidence(home, at=at)
    if simulate:
        say("Menambah bukti simulasi (berlabel) …")
        _simulate(at=at)
    if accounts:
        with transaction.atomic():
            people.create(home, at=at)
    _measure()
    say("Selesai dimuat.")


@transaction.atomic
def _published(home: RegionCode, *, at: datetime) -> None:
    """What is known of the province without any duty."""
    anchor_events(home, at=at)
    figures(home)
    contradictions(home)
    claims(home)
    granting.published(home, at=at)


@transaction.atomic
def _simulate(*, at: datetime) -> None:
    simulation.fill(elections(), at=at)
    officers.fill(elections(), at=at)
    granting.simulate(at=at)
    shipping.fill(elections(), at=at)


def _measure() -> None:
    """Let the database count its rows; until then PostgreSQL plans as if tables were empty."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


@transaction.atomic
def places(home: RegionCode) -> None:
    """Regions from the package of official codes, institutions from the province's facts."""
    if Region.objects.filter(pk=home).exists():
        return
    book = law()
    zone = str(book.zone(home))
    names = dict(store.provinces())
    Region.objects.create(
        code=NATION, name="Indonesia", short="Nasional", level=Level.NATIONAL, zone="WIB"
    )
    known = (
        {row["code"]: row for row in store.facts(home, "regions")} if store.has_facts(home) else {}
    )
    listed = [(home, names[home]), *store.regions_of(home)]
    Region.objects.bulk_create(
        [_region(code, name, zone, known.get(code, {})) for code, name in listed], batch_size=500
    )
    if known:
        _institutions(home)


def _region(code: RegionCode, name: str, zone: str, known: Row) -> Region:
    return Region(
        code=code,
        name=name,
        short=known.get("short", ""),
        level=level(code),
        parent_id=parent(code),
        zone=zone,
        capital=known.get("capital", ""),
        population=_int(known.get("population", "")),
        population_source=known.get("source", "")[:300],
        population_source_en=known.get("source_en", "")[:300],
        tile_label=known.get("tile_label", ""),
        tile_col=_int(known.get("tile_col", "")),
        tile_row=_int(known.get("tile_row", "")),
    )


def _int(text: str) -> int | None:
    return int(text) if text.strip() else None


def _institutions(home: RegionCode) -> None:
    kinds = law().kinds
    rows = store.facts(home, "institutions")
    Institution.objects.bulk_create(
        [
            Institution(
                code=row["code"],
                kind=row["kind"],
                region_id=row["region"],
                name=row["name"],
                short=row["short"],
                independent=kinds[row["kind"]].independent,
                vertical=kinds[row["kind"]].vertical,
                source=row["source"][:300],
                confidence=row["confidence"],
                note=row.get("note", "")[:300],
            )
            for row in rows
        ]
    )
    Coverage.objects.bulk_create(
        [
            Coverage(
                institution_id=row["institution"],
                region_id=row["region"],
                scope=row["scope"][:160],
                primary=row["primary"] == "yes",
                source=row["source"][:300],
                confidence=row["confidence"],
                note=row.get("note", "")[:300],
            )
            for row in store.facts(home, "coverage")
        ]
    )
    institutions = list(Institution.objects.all())
    for one in institutions:
        one.verifier_id = _verifier(one, home, {row.code for row in institutions})
    Institution.objects.bulk_update(institutions, ["verifier"], batch_size=200)


def _verifier(one: Institution, home: RegionCode, known: set[str]) -> str:
    """Who checks: the provincial body the law data names, national bodies themselves."""
    if one.region_id == NATION:
        return one.code
    code = f"{home}/{law().kinds[one.kind].verifies}"
    if code not in known:
        raise BadData(
            f"Pemeriksa {code} untuk {one.code} tidak ada dalam daftar lembaga. Tambahkan dulu."
        )
    return code


def anchor_events(home: RegionCode, *, at: datetime) -> None:
    """The regions' own dated events, as published."""
    if AnchorEvent.objects.exists():
        return
    for row in store.facts(home, "anchors"):
        when = datetime.fromisoformat(row["date"])
        AnchorEvent.objects.create(
            election=row["election"],
            region_id=row["region"],
            name=row["anchor"],
            on=when.date(),
            moment=when if when.tzinfo else None,
            precise=row["precision"] == "hari",
            source=row["source"][:300],
            confidence=row["confidence"],
            note=row.get("note", "")[:300],
            recorded_at=at,
        )


def figures(home: RegionCode) -> None:
    """Versions of official figures."""
    if Figure.objects.exists():
        return
    for n, row in enumerate(store.facts(home, "figures"), start=1):
        Figure.objects.create(
            key=row.get("key") or f"{row['measure']}-{row['region']}-{n}",
            measure=row["measure"],
            election=row["election"],
            region_id=row["region"],
            stage=row["stage"],
            value=int(row["value"]),
            unit=row["unit"],
            on=_day(row["date"]),
            dated=row["date"],
            body=row["body"][:120],
            standing=row["status"],
            source=row["source"][:400],
            confidence=row["confidence"],
            note=row.get("note", "")[:400],
        )


def contradictions(home: RegionCode) -> None:
    """Disagreements on record as this release words them; nobody edits them on the desk."""
    rows = [_contradiction(row) for row in store.facts(home, "contradictions")]
    names = {one.name for one in Contradiction._meta.fields} - {"id", "key"}  # noqa: SLF001  no other list
    Contradiction.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=sorted(names)
    )


def _contradiction(row: Row) -> Contradiction:
    moved = {"region": "region_id", "a_date": "a_on", "b_date": "b_on", "answers": "answers_id"}
    values = {moved.get(name, name): text for name, text in row.items()}
    return Contradiction(**{**values, "answers_id": row["answers"] or None})


def claims(home: RegionCode) -> None:
    """What institutions are reported to have said, with the proof the law data expects."""
    if Claim.objects.exists():
        return
    known = set(Institution.objects.values_list("code", flat=True))
    for row in store.facts(home, "evidence"):
        if row["status"] != "claim":
            continue
        templates = [name.strip() for name in row["obligations"].split("|") if name.strip()]
        proofs = [law().templates[name].proof for name in templates if name in law().templates]
        Claim.objects.create(
            key=row["key"],
            election=row["election"],
            region_id=row["region"],
            institution_id=row["institution"] if row["institution"] in known else None,
            text=row["title"][:300],
            text_en=row["title_en"][:300],
            said_on=_day(row["reported_date"] or row["event_date"]),
            dated=row["reported_date"] or row["event_date"],
            precise=row["precision"] == "hari",
            expects="; ".join(dict.fromkeys(proofs))[:400],
            templates=templates,
            source=row["source"][:400],
            confidence=row["confidence"],
            note=row["note"][:600],
        )


def _day(text: str) -> date | None:
    """A day; of a month or year only its first."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)


def desk_regions() -> Sequence[Region]:
    """The regions whose institutions have duties: the nation, the province, its regencies."""
    wanted = (Level.NATIONAL, Level.PROVINCE, Level.REGENCY)
    return list(Region.objects.filter(level__in=wanted).order_by("code"))


def generate(*, cause: str, at: datetime, quiet: bool = False) -> list[int]:
    """Duties of every election for every region; ids of the change orders."""
    found = []
    for election in elections():
        order = generation.regenerate(
            law=law(),
            election=election,
            regions=desk_regions(),
            cause=cause,
            by=None,
            at=at,
            quiet=quiet,
        )
        found += [order.pk] if order else []
    return found


def refresh(*, at: datetime) -> None:
    """After an upgrade: duties and texts as in this release; nothing on an empty desk."""
    home = RegionCode(settings.PROVINCE)
    if Obligation.objects.exists():
        if store.has_facts(home):
            contradictions(home)
        generate(cause=f"Data hukum rilis {version('serentak')}", at=at)


def regenerate(*, cause: str, at: datetime) -> list[dict[str, str]]:
    """Regenerate and list what moved."""
    from serentak.desk.obligations.models import ChangeLine  # noqa: PLC0415

    orders = generate(cause=cause, at=at)
    lines = ChangeLine.objects.filter(order__in=orders).select_related("obligation")
    return [
        {
            "what": line.what,
            "key": line.obligation.key,
            "before": f"{line.before:%Y-%m-%d}" if line.before else "",
            "after": f"{line.after:%Y-%m-%d}" if line.after else "",
        }
        for line in lines
    ]


@transaction.atomic
def evidence(home: RegionCode, *, at: datetime) -> None:
    """Published evidence: accepted as far as its source goes; a claim stays without decision."""
    if Evidence.objects.exists():
        return
    duties = {row.key: row for row in Obligation.objects.select_related("region")}
    touched_regions: dict[str, set[str]] = defaultdict(set)
    loaded = 0
    for row in store.facts(home, "evidence"):
        proven = [*_proven(row, duties)]
        if row["status"] == "claim":
            continue
        if not proven:
            raise BadData(f"Bukti {row['key']} tidak menunjuk kewajiban mana pun di wilayahnya.")
        _evidence(row, proven)
        loaded += 1
        touched_regions[row["election"]].update(one.region_id for one in proven)
    record("evidence.loaded", subject=f"region:{home}", by=None, at=at, count=loaded)
    for election, codes in touched_regions.items():
        touched.send(sender=None, election=election, regions=codes)


def _proven(row: Row, duties: Mapping[str, Obligation]) -> Iterator[Obligation]:
    for template in row["obligations"].split("|"):
        found = duties.get(f"{row['election']}/{template.strip()}/{row['region']}")
        if found is not None:
            yield found


def _evidence(row: Row, proven: Sequence[Obligation]) -> None:
    when = datetime.combine(_day(row["reported_date"] or row["event_date"]) or date.min, time(12))
    reported = when.replace(tzinfo=Zone(proven[0].region.zone).tz).astimezone(UTC)
    piece = Evidence.objects.create(
        institution_id=proven[0].institution_id,
        kind=row["kind"],
        title=row["title"][:300],
        note=row["note"][:600],
        event_on=_day(row["event_date"]) or date.min,
        precise=row["precision"] == "hari",
        value=_int(row["value"]),
        total=_int(row["total"]),
        unit=row["unit"],
        source=row["source"][:400],
        confidence=row["confidence"],
        published=True,
        reported_at=reported,
    )
    piece.obligations.set(proven)
    partial = row["status"] == "partial" and piece.total is None
    Decision.objects.create(
        evidence=piece,
        verdict=Verdict.PARTIAL if partial else Verdict.ACCEPTED,
        percent=50 if partial else None,
        reason="Sumber terbit menunjukkan baru sebagian." if partial else "",
        decided_at=reported,
    )
