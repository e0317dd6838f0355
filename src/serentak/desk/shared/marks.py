"""Every view carries a mark: the act it asks for, or open to all."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def needs(act: str) -> Callable[[View], View]:
    """Mark a view with the act it asks for; a view without a mark is refused to everybody."""

    def mark(view: View) -> View:
        view.act = act  # type: ignore[attr-defined]
        return view

    return mark


def open_to_all(view: View) -> View:
    """Mark a view as public."""
    view.act = None  # type: ignore[attr-defined]
    return view
