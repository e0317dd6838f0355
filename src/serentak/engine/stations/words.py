"""A village's certificate in a few sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from serentak.engine.stations.plan import Order

NEAR = 1.0  # a gap in per cent that is called none


def verdict(row: Mapping[str, Any], order: Order) -> str:
    """What blocks a better plan of this village."""
    return " ".join(
        (*_stations(row, order.cap), *_families(row, order.cap), *_splits(row, order), *_ways(row))
    )


def _stations(row: Mapping[str, Any], cap: int) -> Iterator[str]:
    keys = ("stations", "stations_bound", "stations_bound_families")
    made, least, families = (row[key] - row["special"] for key in keys)
    if made == 1:
        yield "Satu TPS cukup."
    elif made == least:
        yield f"{made} TPS: kurang dari itu melampaui batas {cap} pemilih."
    elif made == families:
        yield (
            f"{made} TPS: menurut jumlah pemilih cukup {least}, tetapi kartu keluarga yang tidak "
            f"boleh dipecah tidak muat dalam {made - 1}."
        )
    else:
        yield f"{made} TPS: {families} belum terbukti mustahil."


def _families(row: Mapping[str, Any], cap: int) -> Iterator[str]:
    if row["family_splits"]:
        yield (
            f"Ada kartu keluarga dengan lebih dari {cap} pemilih, yang tidak muat utuh dalam satu "
            "TPS: periksa nomor kartunya."
        )


def _splits(row: Mapping[str, Any], order: Order) -> Iterator[str]:
    split, least = row["splits"], row["splits_bound"]
    if split == 0:
        yield "Semua RT utuh."
    elif split == least:
        yield f"RT dibagi {split} kali; batas {order.cap} pemilih tidak mengizinkan kurang."
    elif order.before:
        yield f"RT dibagi {split} kali (terbukti perlu {least}), agar pemilih tetap di TPS lamanya."
    else:
        yield f"RT dibagi {split} kali (terbukti perlu {least}), agar jalan ke TPS lebih pendek."


def _ways(row: Mapping[str, Any]) -> Iterator[str]:
    gap = row["gap_percent"]
    if gap is None:
        yield "Jalan ke TPS tidak dapat dihitung: tidak satu rumah pun diketahui letaknya."
    elif gap <= NEAR:
        yield "Jalan ke TPS terbukti tidak dapat diperpendek lebih dari satu persen."
    elif row["ways"] <= row["ways_compact"] * 1.001:
        yield f"Jalan ke TPS paling banyak {gap} persen di atas batas bawah yang terbukti."
    else:
        longer = round(100.0 * (row["ways"] / row["ways_compact"] - 1.0), 1)
        yield (
            f"Jalan ke TPS {gap} persen di atas batas bawah; {longer} persen di antaranya "
            "karena RT tidak dibagi lebih banyak."
        )
