"""The pages' tables as rows of a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from serentak.desk.figures import measures, words
from serentak.desk.figures.pages import Line, Section
from serentak.desk.figures.story import Story
from serentak.desk.figures.unproven import Line as Misfit
from serentak.desk.figures.unproven import Unproven
from serentak.desk.figures.versus import Versus
from serentak.desk.obligations.words import told
from serentak.engine.figures import Standing

Row = Mapping[str, object]


def list_columns() -> dict[str, str]:
    """Heads of the list of figures."""
    return {
        "measure": _("Ukuran"),
        "code": _("Kode"),
        "region": _("Wilayah"),
        "value": _("Angka"),
        "unit": _("Satuan"),
        "stage": _("Tahap data"),
        "dated": _("Tanggal"),
        "standing": _("Keadaan"),
        "versions": _("Versi"),
        "rivals": _("Bertentangan"),
        "body": _("Lembaga"),
        "source": _("Sumber"),
        "sum": _("Uji jumlah"),
    }


def list_rows(sections: Sequence[Section]) -> Iterator[Row]:
    """The list of figures, the province before its regencies."""
    for section in sections:
        yield from (_list_row(section, line) for line in section.all)


def _list_row(section: Section, line: Line) -> Row:
    return {
        "measure": section.name,
        "code": line.region.code,
        "region": str(line.region),
        "value": line.row.value if line.used else None,
        "unit": section.unit,
        "stage": line.row.stage,
        "dated": line.dated,
        "standing": str(words.STANDINGS[Standing(line.row.standing)]),
        "versions": line.versions,
        "rivals": "; ".join(f"{one.value} ({one.gap})" for one in line.rivals),
        "body": line.row.body,
        "source": line.row.source,
        "sum": section.sum if line is section.province else "",
    }


def version_columns() -> dict[str, str]:
    """Heads of one figure's versions."""
    return {
        "dated": _("Tanggal"),
        "stage": _("Tahap data"),
        "value": _("Angka"),
        "unit": _("Satuan"),
        "change": _("Berubah"),
        "standing": _("Keadaan"),
        "body": _("Lembaga"),
        "source": _("Sumber"),
        "confidence": _("Keyakinan"),
        "note": _("Catatan"),
    }


def version_rows(story: Story) -> Iterator[Row]:
    """One figure's versions, oldest first."""
    for one in story.versions:
        yield {
            "dated": one.dated,
            "stage": one.row.stage,
            "value": one.row.value,
            "unit": measures.unit(one.row.unit),
            "change": one.change,
            "standing": one.standing,
            "body": one.row.body,
            "source": one.row.source,
            "confidence": words.confidence(one.row.confidence),
            "note": one.row.note,
        }


def contradiction_columns() -> dict[str, str]:
    """Heads of the three kinds of contradiction in one sheet."""
    return {
        "kind": _("Jenis"),
        "region": _("Wilayah"),
        "title": _("Perihal"),
        "left": _("Dipakai atau dinyatakan"),
        "left_source": _("Sumber"),
        "right": _("Lawannya atau bukti yang diharapkan"),
        "right_source": _("Sumber lawan"),
        "gap": _("Selisih"),
        "effect": _("Akibat atau keterangan"),
        "answers": _("Menjawab"),
        "days": _("Terbuka (hari)"),
        "open": _("Keadaan"),
        "simulated": _("Simulasi"),
    }


def contradiction_rows(
    disagree: Iterable[Versus], claims: Iterable[Unproven], misfits: Iterable[Misfit]
) -> Iterator[Row]:
    """All three kinds, one after another."""
    yield from map(_versus_row, disagree)
    yield from map(_claim_row, claims)
    yield from map(_misfit_row, misfits)


def _versus_row(one: Versus) -> Row:
    return {
        "kind": _("angka berselisih"),
        "region": str(one.region),
        "title": one.title,
        "left": f"{one.left.label}: {one.left.value}",
        "left_source": f"{one.left.source}, {one.left.dated}",
        "right": f"{one.right.label}: {one.right.value}",
        "right_source": f"{one.right.source}, {one.right.dated}",
        "gap": one.gap,
        "effect": one.effect,
        "answers": one.answers,
        "days": one.days,
        "open": _("terbuka") if one.open else one.why,
    }


def _claim_row(one: Unproven) -> Row:
    return {
        "kind": _("dilaporkan tanpa dokumen") if one.bare else _("pernyataan tanpa bukti"),
        "region": str(one.region),
        "title": one.text,
        "left": one.said,
        "left_source": one.source,
        "right": one.expects,
        "effect": one.note,
        "answers": one.institution.short if one.institution else "",
        "days": one.days,
        "open": _("terbuka"),
    }


def _misfit_row(one: Misfit) -> Row:
    return {
        "kind": one.kind,
        "region": str(one.duty.region),
        "title": one.title,
        "left": f"{one.evidence}: {one.evidence.event_on:%Y-%m-%d}",
        "left_source": told(one.evidence, "source"),
        "right": f"{one.against_label}: {one.against:%Y-%m-%d}" if one.against else "",
        "gap": words.days(one.days),
        "effect": one.said,
        "answers": one.duty.institution.short,
        "simulated": _("simulasi") if one.evidence.simulated else "",
    }
