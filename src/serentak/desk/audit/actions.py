"""Write a line, and check the whole chain."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from serentak.desk.audit.models import Head, Line

START = "0" * 64


@transaction.atomic
def record(
    act: str,
    *,
    subject: str,
    by: int | None,
    at: datetime,
    institution: str = "",
    **details: Any,
) -> Line:
    """Append one line; call it inside the transaction of the write it tells of."""
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    line = Line(
        seq=head.seq + 1,
        at=at,
        actor=by,
        act=act,
        subject=subject,
        institution=institution,
        details=details,
        previous=head.seal,
    )
    line.seal = seal(line)
    line.save(force_insert=True)
    head.seq, head.seal = line.seq, line.seal
    head.save(update_fields=["seq", "seal"])
    return line


def seal(line: Line) -> str:
    """The SHA-256 over a line's content and the seal before it."""
    content = [
        line.seq,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.actor,
        line.act,
        line.subject,
        line.institution,
        line.details,
        line.previous,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def flaws() -> Iterator[str]:
    """Every break of the chain: changed, removed, inserted or cut-off lines, in words."""
    expected, previous = 1, START
    for line in Line.objects.order_by("seq").iterator(chunk_size=2000):
        if line.seq != expected:
            yield f"Baris {expected} sampai {line.seq - 1} hilang."
        if line.previous != previous:
            yield f"Baris {line.seq} tidak menyambung ke baris sebelumnya."
        if line.seal != seal(line):
            yield f"Isi baris {line.seq} berubah setelah ditulis."
        expected, previous = line.seq + 1, line.seal
    head = Head.objects.filter(pk=1).first() or Head()
    if head.seq != expected - 1 or head.seal != previous:
        yield f"Ujung rantai tidak cocok: tercatat {head.seq} baris, ditemukan {expected - 1}."
