"""The tool that looks after the English: what it finds, and what it calls missing."""

from pathlib import Path

from babel.messages.catalog import Catalog

from tools import translations


def english(**texts: str) -> Catalog:
    catalog = Catalog(locale="en", fuzzy=False)
    for text, translation in texts.items():
        catalog.add(text, translation)
    return catalog


def found_in(folder: Path, *, template: str = "", python: str = "") -> set[object]:
    (folder / "templates" / "room").mkdir(parents=True)
    (folder / "templates" / "room" / "page.html").write_text(template, "utf-8")
    (folder / "views.py").write_text(python, "utf-8")
    return {message.id for message in translations.sentences(folder) if message.id}


def test_a_template_gives_its_sentences_whatever_its_indentation(tmp_path: Path) -> None:
    template = """
      {% extends "x.html" %}
    <p class="it's">{% translate "Kesiapan" %}</p>
          {# a note #}{% blocktranslate trimmed with n=count %}
            Tersisa {{ n }} hari
          {% endblocktranslate %}
      {{ _("Tenggat")|upper }}"""

    assert found_in(tmp_path, template=template) == {"Kesiapan", "Tersisa %(n)s hari", "Tenggat"}


def test_a_counted_sentence_keeps_both_forms(tmp_path: Path) -> None:
    template = (
        "{% blocktranslate count n=total %}{{ n }} kewajiban"
        "{% plural %}{{ n }} kewajiban semua{% endblocktranslate %}"
    )

    assert found_in(tmp_path, template=template) == {("%(n)s kewajiban", "%(n)s kewajiban semua")}


def test_python_gives_its_sentences_lazy_and_noted(tmp_path: Path) -> None:
    python = (
        "from django.utils.translation import gettext as _, gettext_lazy, gettext_noop\n"
        '_("Simpan"); gettext_lazy("Batal"); gettext_noop("Anggaran"); lazy("Siap"); plain("Bukan")\n'
    )

    assert found_in(tmp_path, python=python) == {"Simpan", "Batal", "Anggaran", "Siap"}


def test_a_sentence_without_english_is_named() -> None:
    wanted = english(Simpan="", Batal="", Hapus="")

    slips = list(translations.missing(wanted, english(Simpan="Save", Batal="")))

    assert slips == ["no English: 'Batal'", "no entry: 'Hapus'"]


def test_a_lost_placeholder_is_named() -> None:
    wanted = Catalog()
    wanted.add("Tersisa %(n)s hari")
    given = Catalog(locale="en", fuzzy=False)
    given.add("Tersisa %(n)s hari", "Days left")

    assert list(translations.missing(wanted, given)) == [
        "placeholders differ: 'Tersisa %(n)s hari'"
    ]


def test_a_plural_needs_all_its_forms() -> None:
    wanted = Catalog()
    wanted.add(("%(n)s hari", "%(n)s hari"))
    given = Catalog(locale="en", fuzzy=False)
    given.add(("%(n)s hari", "%(n)s hari"), ("%(n)s day", ""))

    assert list(translations.missing(wanted, given)) == ["no English: ('%(n)s hari', '%(n)s hari')"]


def test_a_compiled_plural_is_as_good_as_its_source(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    catalog = english(Simpan="Save")
    catalog.add(("%(n)s hari", "%(n)s hari"), ("%(n)s day", "%(n)s days"))
    translations.save(catalog, file)

    slips = translations.stale(translations.read(file), file.with_suffix(".mo"))

    assert list(slips) == []


def test_writing_adds_what_is_missing_and_keeps_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "en" / "django.po"
    catalog = english(Simpan="Save")

    translations.add(catalog, english(Simpan="", Batal=""))
    translations.save(catalog, file)

    again = translations.read(file)
    assert {message.id: message.string for message in again if message.id} == {
        "Simpan": "Save",
        "Batal": "",
    }
    assert list(translations.stale(again, file.with_suffix(".mo"))) == []


def test_an_old_compiled_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "django.po"
    translations.save(english(Simpan="Save"), file)

    renamed = english(Simpan="Keep")
    slips = list(translations.stale(renamed, file.with_suffix(".mo")))

    assert len(slips) == 1
    assert "is older than" in slips[0]
