"""Lines of the trail as the page shows them; people by their label, which the trail does not hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from serentak.desk.audit.models import Line
from serentak.desk.audit.words import act_name, detail_name, subject_name
from serentak.desk.places.models import Institution
from serentak.desk.shared.links import subject_page
from serentak.desk.shared.numbers import whole

_LONGEST = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line in words."""

    line: Line
    act: str
    actor: str
    subject: str
    institution: str
    page: str
    details: tuple[tuple[str, str], ...]


def entries(rows: Iterable[Line]) -> list[Entry]:
    """Lines with the labels of the accounts they name, in one query."""
    rows = list(rows)
    labels = _labels(rows)
    names = institutions(row.institution for row in rows)
    return [
        Entry(
            line=row,
            act=act_name(row.act),
            actor=_("tanpa akun") if row.actor is None else _person(row.actor, labels),
            subject=_subject(row.subject, labels),
            institution=names.get(row.institution, row.institution),
            page=subject_page(row.subject),
            details=details(row.details),
        )
        for row in rows
    ]


def institutions(codes: Iterable[str]) -> dict[str, str]:
    """Institutions by code, as people say them."""
    return {one.code: one.short for one in Institution.objects.filter(code__in={*codes})}


def _labels(rows: Iterable[Line]) -> dict[int, str]:
    wanted = {row.actor for row in rows if row.actor is not None}
    wanted |= {number for row in rows if (number := _account(row.subject)) is not None}
    return {pk: str(user) for pk, user in get_user_model().objects.in_bulk(wanted).items()}


def _account(subject: str) -> int | None:
    kind, _colon, number = subject.partition(":")
    return whole(number) if kind == "user" else None


def _person(pk: int, labels: Mapping[int, str]) -> str:
    known = labels.get(pk)
    return f"{known} ({pk})" if known else _("akun %(n)s") % {"n": pk}


def _subject(subject: str, labels: Mapping[int, str]) -> str:
    pk = _account(subject)
    return subject_name(subject) if pk is None else _person(pk, labels)


def details(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What a line says besides, without the empty parts; long values cut."""
    kept = ((key, value) for key, value in found.items() if value not in (None, "", []))
    return tuple((detail_name(key), _short(value)) for key, value in kept)


def _short(value: Any) -> str:
    if value is True:
        text = _("ya")
    elif isinstance(value, list):
        text = ", ".join(str(one) for one in value)
    elif isinstance(value, dict):
        text = ", ".join(f"{detail_name(key)} {one}" for key, one in value.items())
    else:
        text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
