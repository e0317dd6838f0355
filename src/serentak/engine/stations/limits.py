"""How many voters a station may have: what the organiser plans with, and what the act allows."""

from serentak.engine.errors import BadData
from serentak.engine.law.model import Law, Norm


def norm(law: Law, kind: str) -> Norm:
    """What the organiser plans with in a kind of election."""
    return law.norm(f"{kind}.station.voters")


def cap(law: Law, kind: str, wanted: int | None = None) -> int:
    """The cap wanted, else the organiser's. Raises BadData above what the act allows."""
    most = law.norm(f"{kind}.station.voters-act")
    found = norm(law, kind).number if wanted is None else wanted
    if not 0 < found <= most.number:
        raise BadData(
            f"Batas {found} pemilih per TPS tidak boleh dipakai: antara 1 dan {most.number} "
            f"({most.basis.cite})."
        )
    return found
