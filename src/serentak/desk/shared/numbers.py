"""Whole numbers from outside: what a page was sent may be anything."""

LARGEST = 2**63 - 1  # what a column for ids holds


def whole(text: str, *, most: int = LARGEST) -> int | None:
    """The number written, 0 to `most`; None for anything else, however long."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST)):
        return None
    found = int(text)
    return found if found <= most else None
