"""Versions of figures, disagreements and claims, each in one line."""

from itertools import count
from typing import Any

from serentak.desk.figures.models import Claim, Contradiction, Figure
from tests.desk.factories import ELECTION, institution, region

_numbers = count(1)


def figure(value: int, *, place: str = "74", dated: str = "2024-09-20", **more: Any) -> Figure:
    """A version of how many voters there are; a rough date stands at its first day, as loaded."""
    usual: dict[str, Any] = {
        "measure": "voters",
        "election": ELECTION,
        "stage": "DPT",
        "unit": "voters",
        "body": "KPU",
        "standing": "final",
        "source": "Media contoh",
        "confidence": "sourced",
    } | more
    first = f"{dated}-01-01"[:10] if len(dated) == 4 else f"{dated}-01"[:10]
    return Figure.objects.create(
        key=f"angka-{next(_numbers)}",
        region=region(place),
        value=value,
        on=first if dated else None,
        dated=dated,
        **usual,
    )


def contradiction(left: str, right: str, *, place: str = "74", **more: Any) -> Contradiction:
    """Two written values that cannot both be right, public since the end of August."""
    usual: dict[str, Any] = {
        "topic": "dpt",
        "title": "Jumlah pemilih",
        "a_label": "Pleno",
        "a_source": "KPU",
        "a_on": "2024-08-20",
        "b_label": "Berita",
        "b_source": "Satu media",
        "b_on": "2024-08-31",
        "unit": "pemilih",
        "answers": institution("74/kpu"),
        "source": "Media contoh",
        "confidence": "sourced",
    } | more
    return Contradiction.objects.create(
        key=f"beda-{next(_numbers)}", region=region(place), a_value=left, b_value=right, **usual
    )


def claim(*templates: str, place: str = "74.12", dated: str = "2024-09-01", **more: Any) -> Claim:
    """Something said on 1 September about duties of a place."""
    usual: dict[str, Any] = {
        "election": ELECTION,
        "text": "Semua sudah siap",
        "source": "Media contoh",
        "confidence": "sourced",
    } | more
    return Claim.objects.create(
        key=f"kata-{next(_numbers)}",
        region=region(place),
        said_on=f"{dated}-01"[:10] if dated else None,
        dated=dated,
        templates=[*templates],
        **usual,
    )
