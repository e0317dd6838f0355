"""The stations on a report's page: the certificate, every region's, and the official counts."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from serentak.engine.pipeline.markup import Cells, number, section, table
from serentak.engine.regions import RegionCode, parent

Names = Mapping[str, str]
Line = Mapping[str, Any]
FIGURES = {
    "stations": "TPS",
    "stations_bound": "Paling sedikit",
    "splits": "RT dibagi",
    "splits_bound": "Terbukti perlu",
    "distance_mean": "Rata-rata (m)",
    "distance_max": "Terjauh (m)",
}


def sections(report: Line, names: Names) -> Iterator[str]:
    """Four sections, or one where nobody votes."""
    yield section("Sertifikat TPS", _certificate(report))
    if report["counts"]["stations"]:
        yield section("TPS menurut kabupaten dan kota", _regencies(report, names))
        yield section("Sertifikat setiap desa dan kelurahan", _villages(report, names))
        yield section("TPS di samping hitungan resmi", _official(report["official"], names))


def _certificate(report: Line) -> str:
    found, counts = report["certificate"], report["counts"]
    basis = found["basis"]
    facts = {
        "Batas": f"{report['options']['cap']} pemilih per TPS ({basis['cite']}: {basis['cap']})",
        "TPS": (
            f"{number(found['stations'])}; paling sedikit {number(found['stations_bound'])} menurut "
            f"batas, {number(found['stations_bound_families'])} menurut kartu keluarga"
        ),
        "RT dibagi": (
            f"{number(found['splits'])} kali; terbukti perlu {number(found['splits_bound'])}"
        ),
        "Keluarga dibagi": f"{number(found['family_splits'])} kali",
        "Jalan ke TPS": _ways(found),
        "Pemilih tanpa koordinat": (
            f"{number(counts['without_place'])}; dihitung di rumah keluarganya, di tengah RT-nya, "
            "atau di tengah desanya"
        ),
        "Pemilih tanpa kartu keluarga": f"{number(counts['without_card'])}; masing-masing sendiri",
    }
    told = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts.items())
    rules = "".join(f"<li>{escape(one)}</li>" for one in found["words"])
    return f"<ul>{rules}</ul><dl class=facts>{told}</dl>"


def _ways(found: Line) -> str:
    if found["distance_mean"] is None:
        return "tidak dapat dihitung tanpa koordinat"
    return (
        f"rata-rata {number(found['distance_mean'])} m; terbukti tidak dapat kurang dari "
        f"{number(found['distance_bound'])} m"
    )


def _regencies(report: Line, names: Names) -> str:
    official = report["official"]["regencies"]
    rows: list[Cells] = []
    for code, lines in _by_regency(report).items():
        ours = sum(one["stations"] for one in lines)
        theirs = official.get(code)
        beside = (theirs, None if theirs is None else ours - theirs)
        rows.append((names.get(code, code), *_sums(lines), *beside))
    return table(("Wilayah", *FIGURES.values(), "Resmi", "Selisih"), rows, texts=1)


def _by_regency(report: Line) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for one in report["villages"]:
        if one["stations"]:
            found.setdefault(one["village"][:5], []).append(one)
    return found


def _sums(lines: list[Line]) -> Cells:
    counts = [
        sum(one[name] for one in lines) for name in FIGURES if not name.startswith("distance")
    ]
    placed = [one for one in lines if one["distance_mean"] is not None]
    if not placed:
        return [*counts, None, None]
    ways = sum(one["distance_mean"] * one["voters"] for one in placed)
    mean = ways / sum(one["voters"] for one in placed)
    longest = max(one["distance_max"] for one in placed if one["distance_max"] is not None)
    return [*counts, round(mean, 1), longest]


def _villages(report: Line, names: Names) -> str:
    headings = ("Desa/kelurahan", "Kecamatan", "Yang terbukti", "Pemilih", *FIGURES.values())
    return "".join(
        f"<details><summary>{escape(names.get(code, code))} "
        f"<span>{len(lines)} desa dan kelurahan</span></summary>"
        f"{table(headings, [_village(one, names) for one in lines], texts=3)}</details>"
        for code, lines in _by_regency(report).items()
    )


def _village(one: Line, names: Names) -> Cells:
    code = one["village"]
    district = names.get(parent(RegionCode(code)), "")
    figures = (one[name] for name in FIGURES)
    return (names.get(code, code), district, one["words"], one["voters"], *figures)


def _official(found: Line, names: Names) -> str:
    if not found["districts"]:
        return "<p>Hitungan resmi per kecamatan belum ada untuk pemilihan dan wilayah ini.</p>"
    said = (
        f"<p>Di {number(found['districts'])} kecamatan yang sama: rencana ini "
        f"{number(found['stations'])} TPS, resmi {number(found['official'])}; berbeda di "
        f"{number(len(found['differ']))} kecamatan.</p>"
    )
    rows: list[Cells] = [
        (
            names.get(one["district"], one["district"]),
            names.get(one["district"][:5], ""),
            one["stations"],
            one["official"],
            one["difference"],
        )
        for one in found["differ"]
    ]
    headings = ("Kecamatan", "Kabupaten/kota", "Rencana ini", "Resmi", "Selisih")
    inside = table(headings, rows, texts=2)
    return f"{said}<details><summary>Kecamatan yang berbeda</summary>{inside}</details>"
