"""From what a line is about, such as `obligation:12`, to the page that shows it."""

from django.urls import NoReverseMatch, reverse

_PAGES = {
    "obligation": "obligations:detail",
    "change": "obligations:change",
    "grant": "budget:grant",
    "shipment": "logistics:shipment",
}


def subject_page(subject: str) -> str:
    """The address of its page, or nothing where the desk has none."""
    kind, _colon, number = subject.partition(":")
    try:
        return reverse(_PAGES[kind], args=[number])
    except (KeyError, NoReverseMatch):
        return ""
