"""A run's report as one page that needs nothing beside it: readable on a screen and on paper."""

from collections.abc import Mapping
from html import escape
from typing import Any

from serentak.engine import store
from serentak.engine.law.model import Severity
from serentak.engine.pipeline import certified, markup
from serentak.engine.pipeline.people import Ruling
from serentak.engine.pipeline.steps import STEPS
from serentak.engine.pipeline.style import STYLE
from serentak.engine.regions import RegionCode, parent, province
from serentak.engine.register.ground import List
from serentak.engine.register.match.verdict import Decision, Kind

WORDS = {
    Severity.ERROR: "harus diperbaiki",
    Severity.WARNING: "perlu dilihat",
    Severity.NOTE: "untuk diketahui",
}
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
LISTS = {
    List.DEATHS: "daftar kematian",
    List.ROSTER: "daftar TNI dan Polri",
    List.REVOKED: "daftar pencabutan hak pilih",
}
PAIRS = {
    Kind.SAME_PERSON: (
        "Orangnya tampak sama",
        "Otomatis: baris yang belakangan tidak masuk daftar pemilih. Lainnya menunggu petugas.",
    ),
    Kind.SAME_NIK: (
        "NIK sama, orangnya tampak berbeda",
        "Semua tetap dalam daftar. Perbaiki NIK di kantor asalnya.",
    ),
}
SUMS = {
    "records": "Baris",
    "findings": "Temuan",
    "blocking": "Harus diperbaiki",
    "pairs_review": "Pasangan untuk ditinjau",
    "voters": "Pemilih",
    "voters_l": "Laki-laki",
    "voters_p": "Perempuan",
    "first_time": "Pemula",
    "disability": "Disabilitas",
    "no_ktp_el": "Belum KTP-el",
}


def page(report: Mapping[str, Any], ruling: Ruling) -> str:
    """The whole page."""
    names: Mapping[str, str] = _names(RegionCode(report["region"]))
    place = names.get(report["region"], report["region"])
    title = f"Putaran data pemilih {place}"
    parts = [
        f"<p class=over>{escape(ruling.election.title)} · pemungutan suara {_day(ruling)}</p>",
        f"<h1>{_headline(report)}</h1>",
        _tiles(report),
        markup.section("Temuan", _findings(report, ruling)),
        markup.section("Tercatat ganda", _pairs(report)),
        markup.section("Tidak masuk daftar pemilih", _excluded(report, ruling)),
        *certified.sections(report, names),
        markup.section("Menurut kabupaten dan kota", _regencies(report, names)),
        markup.section("Desa dan kelurahan", _villages(report, names)),
        markup.section("Asal putaran ini", _origin(report)),
    ]
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><header>{escape(title)}</header><main>{''.join(parts)}</main></body></html>\n"
    )


def _names(region: RegionCode) -> Mapping[str, str]:
    places = (*store.provinces(), *store.regions_of(province(region)))
    return {str(code): name for code, name in places}


def _day(ruling: Ruling) -> str:
    day = ruling.election.voting_day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _headline(report: Mapping[str, Any]) -> str:
    counts = report["counts"]
    return (
        f"{markup.number(counts['voters'])} pemilih dari {markup.number(counts['records'])} baris, "
        f"{markup.number(counts['stations'])} TPS; "
        f"{markup.number(counts['blocking'])} temuan harus diperbaiki"
    )


def _tiles(report: Mapping[str, Any]) -> str:
    villages = report["villages"]
    told = {
        label: sum(one[name] for one in villages)
        for name, label in SUMS.items()
        if name not in ("records", "findings", "blocking", "voters")
    }
    tiles = {"Desa dan kelurahan": len(villages), **told}
    return (
        "<dl class=tiles>"
        + "".join(
            f"<div><dt>{escape(k)}</dt><dd>{markup.number(n)}</dd></div>" for k, n in tiles.items()
        )
        + "</dl>"
    )


def _findings(report: Mapping[str, Any], ruling: Ruling) -> str:
    found = report["counts"]["findings"]
    if not found:
        return "<p>Tidak ada temuan.</p>"
    rules = ruling.law.checks
    rows = [
        (rules[rule].title, WORDS[rules[rule].severity], rules[rule].advice, n)
        for rule, n in found.items()
    ]
    return markup.table(("Temuan", "Berat", "Yang perlu dilakukan", "Baris"), rows, texts=3)


def _pairs(report: Mapping[str, Any]) -> str:
    found = report["counts"]["pairs"]
    rows = [
        (title, advice, found[kind][Decision.AUTO], found[kind][Decision.REVIEW])
        for kind, (title, advice) in PAIRS.items()
        if any(found[kind].values())
    ]
    if not rows:
        return "<p>Tidak ada pasangan.</p>"
    table = markup.table(("Pasangan", "Akibatnya", "Otomatis", "Untuk ditinjau"), rows, texts=2)
    return table + _torn(report["counts"]["pairs_torn"])


def _torn(pairs: int) -> str:
    if not pairs:
        return ""
    return (
        f"<p class=note>{markup.number(pairs)} jawaban 'orangnya berbeda' bertentangan dengan "
        "keputusan lain yang menjadikan keduanya satu orang. Semua baris kelompok itu tetap dalam "
        "daftar sampai salah satu jawaban diganti.</p>"
    )


def _excluded(report: Mapping[str, Any], ruling: Ruling) -> str:
    away = report["counts"]["excluded"]
    if not away:
        return "<p>Tidak ada.</p>"
    rows = [(ruling.law.bars[b].title, report["articles"][b], n) for b, n in away.items()]
    note = "<p class=note>Satu orang dapat terhitung pada lebih dari satu alasan.</p>"
    return markup.table(("Alasan", "Dasar", "Orang"), rows, texts=2) + note


def _regencies(report: Mapping[str, Any], names: Mapping[str, str]) -> str:
    sums: dict[str, list[int]] = {}
    for one in report["villages"]:
        line = sums.setdefault(one["village"][:5], [0] * len(SUMS))
        for n, name in enumerate(SUMS):
            line[n] += one[name]
    rows: list[markup.Cells] = [
        (names.get(RegionCode(code), code), *line) for code, line in sums.items()
    ]
    elsewhere = report["elsewhere"]
    if elsewhere["records"] or elsewhere["findings"]:
        rows.append(("Tanpa desa yang dikenal di sini", *(elsewhere[name] for name in SUMS)))
    return markup.table(("Wilayah", *SUMS.values()), rows, texts=1)


def _villages(report: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Folded by regency: a province has thousands."""
    rows: dict[str, list[markup.Cells]] = {}
    for one in report["villages"]:
        code = one["village"]
        district = names.get(parent(RegionCode(code)), "")
        line = (names.get(RegionCode(code), code), district, *(one[name] for name in SUMS))
        rows.setdefault(code[:5], []).append(line)
    headings = ("Desa/kelurahan", "Kecamatan", *SUMS.values())
    return "".join(
        f"<details><summary>{escape(names.get(RegionCode(code), code))} "
        f"<span>{len(lines)} desa dan kelurahan</span></summary>"
        f"{markup.table(headings, lines, texts=2)}</details>"
        for code, lines in rows.items()
    )


def _origin(report: Mapping[str, Any]) -> str:
    files: list[markup.Cells] = [
        *((f["name"], "register", f["sha256"], f["rows"], f["bytes"]) for f in report["inputs"]),
        *((f["name"], LISTS[f["list"]], f["sha256"], "", f["bytes"]) for f in report["lists"]),
    ]
    told = {
        "Data hukum": report["law"]["digest"],
        "Putaran": report["digest"],
        "Langkah": "; ".join(step.words for step in STEPS),
    }
    rest = "".join(
        f"<div><dt>{escape(k)}</dt><dd class=code>{escape(v)}</dd></div>" for k, v in told.items()
    )
    table = markup.table(("Berkas", "Isi", "SHA-256", "Baris", "Byte"), files, texts=3)
    return f"{table}<dl class=facts>{rest}</dl>"
