"""What stands behind a value of the law: article, days, and how sure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Confidence(StrEnum):
    """Whether a page says so, or it was written from general knowledge."""

    SOURCED = "sourced"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What stands behind a value."""

    since: date
    cite: str
    checked: date
    confidence: Confidence
    source: str = ""
    open_question: str = ""
    open_question_en: str = ""
