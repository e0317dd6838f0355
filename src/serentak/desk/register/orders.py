"""What an officer asks for when a run is to be built."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

KIND = "register.build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an officer asked for; files by where they are, nobody by name."""

    files: tuple[str, ...]
    election: str
    institution: str
    stage: str = ""
    cap: int | None = None
    compact: bool = False
    trial: bool = False

    @property
    def arguments(self) -> dict[str, Any]:
        """As a job keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> "Order":
        """As a job kept it."""
        return cls(**{**arguments, "files": tuple(arguments["files"])})
