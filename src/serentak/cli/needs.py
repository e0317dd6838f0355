"""`serentak needs`: people, money, guards and goods that an election needs, with the norm of each."""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from serentak.cli import show
from serentak.engine.errors import BadData

if TYPE_CHECKING:
    from serentak.engine.needs import Need
    from serentak.engine.pipeline.needing import Answer, Asked

BY = ("room", "region", "district", "island")
ROOMS: Mapping[str, str] = {
    "personnel": "Personel",
    "budget": "Anggaran",
    "security": "Keamanan",
    "logistics": "Logistik",
}
PAYERS: Mapping[str, str] = {
    "nation": "APBN",
    "province": "provinsi",
    "regency": "kabupaten/kota",
    "agreement": "menurut kesepakatan",
}
SPENDERS: Mapping[str, str] = {"kpu": "KPU", "bawaslu": "Bawaslu", "polri": "Polri"}
KNOWN: Mapping[str, str] = {
    "official": "hitungan resmi",
    "plan": "rencana TPS",
    "estimate": "taksiran",
}
COLUMNS: Mapping[str, str] = {
    "place": "Wilayah",
    "label": "Kebutuhan",
    "amount": "Jumlah",
    "whose": "Penanggung",
    "formula": "Hitungan",
    "cite": "Dasar",
    "since": "Sejak",
    "confidence": "Keyakinan",
    "counted": "Dihitung dari",
}


def register(rooms: "argparse._SubParsersAction[Any]") -> None:
    """Add the command."""
    about = "Hitung kebutuhan orang, uang, pengamanan, dan barang dari TPS."
    command = rooms.add_parser("needs", help=about, description=about)
    command.add_argument("--election", required=True, metavar="ID", help="Misalnya pilkada-2024.")
    command.add_argument("--region", required=True, metavar="KODE", help="Misalnya 74 atau 74.05.")
    command.add_argument(
        "--run", dest="folder", type=Path, metavar="MAP", help="Rencana TPS dari suatu putaran."
    )
    command.add_argument("--cap", type=int, metavar="N", help="Andaikan batas lain per TPS.")
    command.add_argument("--races", default="", metavar="DAFTAR", help="Misalnya governor.")
    command.add_argument("--apart", action="store_true", help="Tiap pemilihan pada hari sendiri.")
    command.add_argument("--sharing", default="", metavar="KUNCI", help="Pembagian biaya.")
    command.add_argument("--pattern", default="", metavar="ID", help="Pola pengamanan TPS.")
    _pairs(command, "--price", "Harga satuan, misalnya ballots=500.")
    _pairs(command, "--case", "Andaian kecelakaan kerja, misalnya death=2.")
    command.add_argument(
        "--vehicle", type=_litres, default=0, metavar="LITER", help="Isi kendaraan."
    )
    command.add_argument("--by", choices=BY, default="room", help="Jumlahkan menurut apa.")
    command.add_argument("--json", action="store_true", help="Semua baris sebagai JSON.")
    command.set_defaults(run=run)


def _litres(text: str) -> int:
    """Whole litres, at least one."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError("isi liter bulat, sedikitnya 1")
    return int(text)


def _pairs(command: argparse.ArgumentParser, name: str, about: str) -> None:
    command.add_argument(name, action="append", default=[], metavar="NAMA=N", help=about)


def run(options: argparse.Namespace) -> None:
    """Compute and print."""
    from serentak.engine.pipeline.needing import needed  # noqa: PLC0415  loads slowly

    asked = _asked(options)
    answer = needed(asked)
    rows = [_row(need) for need in _summed(answer.needs, options, asked.region)]
    if options.json:
        show.emit(show.as_json({"rows": rows, "money": _money(answer.needs)}))
        return
    _print(rows, answer, options)


def _asked(options: argparse.Namespace) -> "Asked":
    """What the options ask, under the law of this release. Raises BadData, LawGap."""
    from serentak.engine import store  # noqa: PLC0415  loads slowly, as do those below
    from serentak.engine.pipeline.needing import Asked  # noqa: PLC0415
    from serentak.engine.regions import region_code  # noqa: PLC0415

    law = store.law()
    return Asked(
        law=law,
        election=law.election(options.election),
        region=region_code(options.region),
        run=options.folder,
        cap=options.cap,
        races=tuple(filter(None, options.races.split(","))),
        apart=options.apart,
        pattern=options.pattern,
        sharing=options.sharing,
        prices=_numbers("--price", options.price),
        cases=_numbers("--case", options.case),
        vehicle=options.vehicle,
    )


def _numbers(option: str, pairs: Iterable[str]) -> Mapping[str, int]:
    """`name=number` pairs. Raises BadData."""
    found: dict[str, int] = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        if not (name and number.isascii() and number.isdecimal()):
            raise BadData(f"{option} '{pair}' tidak terbaca. Tulis NAMA=N, misalnya ballots=500.")
        found[name] = int(number)
    return found


def _summed(
    needs: Iterable["Need"], options: argparse.Namespace, region: str
) -> tuple["Need", ...]:
    from serentak.engine.needs import summed  # noqa: PLC0415
    from serentak.engine.store.counts import land_of  # noqa: PLC0415

    by: Mapping[str, Any] = {
        "room": lambda _: region,
        "region": lambda code: code[:5],
        "district": lambda code: code,
        "island": land_of,
    }
    return summed(needs, by[options.by])


def _row(need: "Need") -> dict[str, Any]:
    """A line with everything that stands behind it."""
    from serentak.engine.store import region_name  # noqa: PLC0415

    return {
        "region": need.region,
        "place": region_name(need.region) or need.region,
        "room": str(need.room),
        "item": need.item,
        "label": need.label[0],
        "label_en": need.label[1],
        "quantity": need.quantity,
        "most": need.most,
        "unit": str(need.unit),
        "norm": need.norm.id,
        "numbers": list(need.norm.numbers),
        "cite": need.cite,
        "since": need.since.isoformat(),
        "confidence": str(need.confidence),
        "counted": str(need.known),
        "formula": need.formula,
        "formula_en": need.formula_en,
        "spender": need.spender,
        "payer": str(need.payer),
    }


def _money(needs: Iterable["Need"]) -> list[dict[str, Any]]:
    """Rupiah by who spends them and whose budget they come from."""
    from serentak.engine.needs import rupiah  # noqa: PLC0415

    totals = rupiah(needs)
    return [
        {"spender": spender, "payer": str(payer), "rupiah": least, "most": most}
        for (spender, payer), (least, most) in sorted(totals.items())
    ]


def _print(rows: list[dict[str, Any]], answer: "Answer", options: argparse.Namespace) -> None:
    show.emit("\n".join(_head(answer, options)))
    columns = {
        key: heading for key, heading in COLUMNS.items() if key != "place" or options.by != "room"
    }
    for room, name in ROOMS.items():
        show.emit(f"\n{name}")
        lines = [_said(row) for row in rows if row["room"] == room]
        used = {k: v for k, v in columns.items() if any(line[k] for line in lines)}
        show.rows(lines, used, "table")
    show.emit("\nUang")
    money = [_said_money(row) for row in _money(answer.needs)]
    show.rows(money, {"spender": "Pemakai", "payer": "Penanggung", "amount": "Rupiah"}, "table")
    show.emit("\n".join(_foot(answer)))


def _head(answer: "Answer", options: argparse.Namespace) -> Iterator[str]:
    """What was counted."""
    districts = [one for regency in answer.regencies for one in regency.districts]
    stations = sum(one.stations for one in districts)
    villages = sum(one.villages for one in districts)
    voters = sum(regency.voters for regency in answer.regencies)
    yield (
        f"{options.election}, {options.region}: {_dots(voters)} pemilih, {_dots(stations)} TPS, "
        f"{_dots(villages)} desa/kelurahan, {_dots(len(districts))} kecamatan, "
        f"{len(answer.regencies)} kabupaten/kota ({KNOWN[answer.regencies[0].known]})."
    )
    if answer.usual is not None:
        yield (
            f"Andaian {answer.regencies[0].cap} pemilih per TPS; dengan cara hitung yang sama dan "
            f"batas yang berlaku ({answer.usual.cap}): {_dots(answer.usual.stations)} TPS."
        )


def _foot(answer: "Answer") -> Iterator[str]:
    """What is not in the sums."""
    for label, _ in answer.unpaid:
        yield f"Honorarium {label} tidak dihitung: lama kerjanya belum ada dalam data hukum."
    yield "Tidak dihitung karena belum bersumber: segel, berat, sekretariat Panwascam, uang TNI/Polri."


def _said(row: Mapping[str, Any]) -> dict[str, str]:
    """A line as the table says it."""
    amount = _dots(row["quantity"])
    if row["most"] != row["quantity"]:
        amount += f"–{_dots(row['most'])}"
    return {
        **{key: row[key] for key in ("place", "label", "formula", "cite", "since", "confidence")},
        "amount": amount,
        "whose": PAYERS.get(row["payer"], ""),
        "counted": KNOWN[row["counted"]],
    }


def _said_money(row: Mapping[str, Any]) -> dict[str, str]:
    amount = _dots(row["rupiah"])
    if row["most"] != row["rupiah"]:
        amount += f"–{_dots(row['most'])}"
    return {
        "spender": SPENDERS[row["spender"]],
        "payer": PAYERS[row["payer"]],
        "amount": amount,
    }


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
