"""The law book, and one instrument of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serentak.desk.accounts.http import DeskRequest
from serentak.desk.law import article, book, questions, words
from serentak.desk.law.facts import day_shown
from serentak.desk.shared.marks import open_to_all
from serentak.desk.shared.xlsx import workbook

RULES, INSTRUMENTS, OPEN, MANNER = "aturan", "instrumen", "terbuka", "cara"
SURENESS = ("ingatan", "diperdebatkan", "terbuka")


@open_to_all
@require_safe
def index(request: DeskRequest) -> HttpResponse:
    """Rules, instruments, open questions and manners of counting, searched and filtered."""
    at = day_shown(request)
    sent = {key: request.GET.get(key, "").strip() for key in ("cari", "jenis", "kepastian")}
    every = book.rule_rows(at=at)
    rules = [row for row in every if _wanted(row, sent)]
    instruments = [
        row
        for row in book.instrument_rows(at=at)
        if book.matching(sent["cari"], *_instrument_text(row))
    ]
    every_open = questions.questions(at=at)
    opened = [
        one
        for one in every_open
        if book.matching(sent["cari"], one.title, one.title_en, *_basis_text(one))
    ]
    issues = questions.issues(opened)
    part = request.GET.get("bagian", RULES)
    if request.GET.get("unduh") == "xlsx":
        return _download(part, rules, instruments, opened)
    context = {
        "part": part if part in (RULES, INSTRUMENTS, OPEN, MANNER) else RULES,
        "sent": sent,
        "finding": book.finding(every),
        "n_rules": len(every),
        "n_memory": sum(row.memory for row in every),
        "n_disputed": sum(row.disputed for row in every),
        "tabs": _tabs(sent["cari"], len(rules), len(instruments), len(issues)),
        "download": f"?{_query(request)}",
        "rules": rules,
        "forums": book.by_forum(rules),
        "instruments": instruments,
        "kinds": book.by_kind(instruments),
        "issues": issues,
        "bodies": book.bodies(),
        "freshness": questions.freshness(),
        "election_kinds": [(key, words.ELECTION_KINDS[key]) for key in ("pilkada", "pemilu")],
        "sureness": zip(
            SURENESS, (_("dari ingatan"), _("diperdebatkan"), _("masih terbuka")), strict=True
        ),
    }
    return render(request, "law/index.html", context)


def _tabs(search: str, *counts: int) -> list[tuple[str, str, int | None, str]]:
    """Each part with its name, its count under the search, and its query."""
    names = (_("Aturan"), _("Instrumen"), _("Masih terbuka"), _("Cara menghitung"))
    keys = (RULES, INSTRUMENTS, OPEN, MANNER)
    return [
        (key, name, count, urlencode({"bagian": key, **({"cari": search} if search else {})}))
        for key, name, count in zip(keys, names, (*counts, None), strict=True)
    ]


def _query(request: DeskRequest) -> str:
    query = request.GET.copy()
    query["unduh"] = "xlsx"
    return query.urlencode()


def _wanted(row: book.RuleRow, sent: Mapping[str, str]) -> bool:
    rule, basis = row.rule, row.value.basis
    text = (rule.id, rule.row, rule.title, rule.title_en, rule.starts, basis.cite, row.actor)
    sure = {"ingatan": row.memory, "diperdebatkan": row.disputed, "terbuka": row.open}
    return (
        sent["jenis"] in ("", rule.kind)
        and sure.get(sent["kepastian"], True)
        and book.matching(sent["cari"], *text)
    )


def _instrument_text(row: book.InstrumentRow) -> tuple[str, ...]:
    one = row.instrument
    return one.id, one.short, one.title, one.title_en, row.kind, *one.aliases


def _basis_text(one: questions.Question) -> tuple[str, ...]:
    return one.id, one.basis.cite, one.basis.open_question, one.basis.open_question_en


def _download(
    part: str,
    rules: Sequence[book.RuleRow],
    instruments: Sequence[book.InstrumentRow],
    opened: Sequence[questions.Question],
) -> HttpResponse:
    if part == INSTRUMENTS:
        return _instrument_sheet(instruments)
    if part == OPEN:
        return _question_sheet(opened)
    return _rule_sheet(rules)


def _rule_sheet(rows: Sequence[book.RuleRow]) -> HttpResponse:
    columns = {
        "id": _("Kode"),
        "row": _("Baris"),
        "title": _("Aturan"),
        "body": _("Lembaga penerima"),
        "actor": _("Siapa bertindak"),
        "starts": _("Dihitung sejak"),
        "limit": _("Batas"),
        "zone": _("Zona"),
        "closes": _("Tutup"),
        "cite": _("Pasal"),
        "since": _("Berlaku sejak"),
        "confidence": _("Keyakinan"),
        "disputed": _("Diperdebatkan"),
        "question": _("Masih terbuka"),
        "checked": _("Diperiksa"),
        "source": _("Sumber"),
    }
    return workbook("hukum-aturan", columns, [_rule_line(row) for row in rows])


def _rule_line(row: book.RuleRow) -> dict[str, str | date]:
    rule, basis = row.rule, row.value.basis
    return {
        "id": rule.id,
        "row": rule.row,
        "title": words.said(rule, "title"),
        "body": words.body(rule.body),
        "actor": row.actor,
        "starts": words.said(rule, "starts"),
        "limit": row.limit,
        "zone": row.zone,
        "closes": row.value.closes,
        "cite": basis.cite,
        "since": basis.since,
        "confidence": str(words.CONFIDENCES[basis.confidence]),
        "disputed": _("ya") if row.disputed else "",
        "question": words.said(basis, "open_question"),
        "checked": basis.checked,
        "source": basis.source,
    }


def _instrument_sheet(rows: Sequence[book.InstrumentRow]) -> HttpResponse:
    columns = {
        "id": _("Kode"),
        "short": _("Instrumen"),
        "title": _("Judul"),
        "kind": _("Jenis"),
        "published": _("Terbit"),
        "in_force": _("Berlaku"),
        "until": _("Sampai"),
        "amended": _("Diubah oleh"),
        "rules": _("Aturan"),
        "duties": _("Kewajiban"),
        "confidence": _("Keyakinan"),
        "checked": _("Diperiksa"),
        "source": _("Sumber"),
    }
    lines = [
        {
            "id": row.instrument.id,
            "short": row.instrument.short,
            "title": words.said(row.instrument, "title"),
            "kind": row.kind,
            "published": row.instrument.published,
            "in_force": row.instrument.in_force,
            "until": row.instrument.until,
            "amended": ", ".join(one.short for one in row.amended_by),
            "rules": row.rules,
            "duties": row.duties,
            "confidence": str(words.CONFIDENCES[row.instrument.basis.confidence]),
            "checked": row.instrument.basis.checked,
            "source": row.instrument.basis.source,
        }
        for row in rows
    ]
    return workbook("hukum-instrumen", columns, lines)


def _question_sheet(rows: Sequence[questions.Question]) -> HttpResponse:
    columns = {
        "id": _("Kode"),
        "title": _("Tentang"),
        "question": _("Masih terbuka"),
        "sides": _("Bacaan"),
        "cite": _("Pasal"),
        "checked": _("Diperiksa"),
    }
    lines = [
        {
            "id": one.id,
            "title": words.said(one, "title"),
            "question": words.said(one.basis, "open_question"),
            "sides": "; ".join(f"{side} ({holder})" for side, holder in one.readings),
            "cite": one.basis.cite,
            "checked": one.basis.checked,
        }
        for one in rows
    ]
    return workbook("hukum-terbuka", columns, lines)


@open_to_all
@require_safe
def instrument(request: DeskRequest, instrument_id: str) -> HttpResponse:
    """One instrument: versions, numbers it sets, duties it creates, what is open."""
    found = article.instrument(instrument_id)
    if found is None:
        raise Http404
    card = article.card(found, at=day_shown(request))
    return render(request, "law/instrument.html", {"card": card, "instrument": found})
