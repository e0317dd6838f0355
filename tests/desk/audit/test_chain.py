"""The chain of the trail: what was done to it shows."""

import pytest

from serentak.desk.audit.actions import flaws, record, seal
from serentak.desk.audit.models import Head, Line
from serentak.engine.errors import NotAllowed
from tests.desk.moment import NOW

pytestmark = pytest.mark.django_db


def lines(count: int) -> None:
    for number in range(1, count + 1):
        record("uji.baris", subject=f"uji:{number}", by=number, at=NOW, count=number)


def test_an_empty_and_a_growing_trail_are_whole() -> None:
    assert list(flaws()) == []

    lines(4)

    assert list(flaws()) == []
    assert str(Line.objects.get(seq=4)) == "4 uji.baris"
    assert str(Head.objects.get()) == "4"


def test_each_line_carries_the_seal_of_the_one_before() -> None:
    lines(3)

    first, second, third = Line.objects.all()
    assert [second.previous, third.previous] == [first.seal, second.seal]


@pytest.mark.parametrize(
    "change",
    [
        {"act": "uji.lain"},
        {"subject": "uji:9"},
        {"actor": 9},
        {"institution": "74/kpu"},
        {"details": {"count": 9}},
        {"at": "2024-10-02T09:00+08:00"},
    ],
)
def test_a_changed_line_shows(change: dict[str, object]) -> None:
    lines(3)

    Line.objects.filter(seq=2).update(**change)

    assert list(flaws()) == ["Isi baris 2 berubah setelah ditulis."]


def test_a_changed_line_with_a_new_seal_shows_at_the_next() -> None:
    lines(3)
    line = Line.objects.get(seq=2)
    line.act = "uji.lain"

    Line.objects.filter(seq=2).update(act=line.act, seal=seal(line))

    assert list(flaws()) == ["Baris 3 tidak menyambung ke baris sebelumnya."]


def test_a_removed_line_shows() -> None:
    lines(4)

    Line.objects.filter(seq__in=(2, 3)).delete()

    assert list(flaws()) == [
        "Baris 2 sampai 3 hilang.",
        "Baris 4 tidak menyambung ke baris sebelumnya.",
    ]


def test_an_inserted_line_shows() -> None:
    lines(3)
    Line.objects.filter(seq=3).update(seq=4)
    second = Line.objects.get(seq=2)
    forged = Line(seq=3, at=NOW, act="uji.sisip", subject="uji:0", previous=second.seal)
    forged.seal = seal(forged)

    forged.save()

    assert list(flaws()) == [
        "Baris 4 tidak menyambung ke baris sebelumnya.",
        "Isi baris 4 berubah setelah ditulis.",
        "Ujung rantai tidak cocok: tercatat 3 baris, ditemukan 4.",
    ]


def test_a_line_added_behind_the_end_shows() -> None:
    lines(2)
    last = Line.objects.get(seq=2)
    forged = Line(seq=3, at=NOW, act="uji.sisip", subject="uji:0", previous=last.seal)
    forged.seal = seal(forged)

    forged.save()

    assert list(flaws()) == ["Ujung rantai tidak cocok: tercatat 2 baris, ditemukan 3."]


def test_a_cut_end_shows() -> None:
    lines(4)

    Line.objects.filter(seq__gt=2).delete()

    assert list(flaws()) == ["Ujung rantai tidak cocok: tercatat 4 baris, ditemukan 2."]


def test_a_lost_end_mark_shows() -> None:
    lines(2)

    Head.objects.all().delete()

    assert list(flaws()) == ["Ujung rantai tidak cocok: tercatat 0 baris, ditemukan 2."]


def test_the_model_itself_refuses_to_change_or_delete() -> None:
    lines(1)
    line = Line.objects.get()

    with pytest.raises(NotAllowed, match="diubah"):
        line.save()
    with pytest.raises(NotAllowed, match="dihapus"):
        line.delete()
