"""A body reports without a spreadsheet: its districts' forms, replacements, and whose they are."""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from serentak.desk.accounts.models import Role
from serentak.desk.audit.models import Line
from serentak.desk.personnel import actions, sheets
from serentak.desk.personnel.models import Count, Reason, Replacement, Report, Way
from serentak.engine.errors import BadData, NotAllowed
from serentak.engine.personnel.returned import Measure, Written
from tests.desk.factories import ELECTION, institution, member, region
from tests.desk.moment import NOW
from tests.desk.personnel.offices import (
    BAWASLU,
    BODY,
    FIRST,
    KPU,
    PILKADA,
    SECOND,
    office,
    reported,
    reporter,
    standing,
)
from tests.desk.visits import Answer, sign_in, text

pytestmark = pytest.mark.django_db
DISTRICT = f"{BODY}{FIRST}/"
SWAP = {
    "kecamatan": FIRST,
    "peran": "kpps",
    "keluar": "3",
    "keluar_terlatih": "2",
    "masuk": "2",
    "masuk_terlatih": "1",
    "alasan": "resigned",
}


@pytest.fixture
def signed(client: Client) -> Client:
    office()
    sign_in(client, (Role.REPORTER, KPU))
    return client


def filled(client: Client, values: Mapping[str, str], address: str = DISTRICT) -> Answer:
    """The form of a district as it was opened, sent with these values."""
    opened = client.get(address)
    return client.post(address, {"dasar": opened.context["sign"], **values})


def test_the_form_shows_need_and_counts_of_the_bodys_own_roles(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90)})

    page = text(signed.get(DISTRICT))

    assert 'id="kpps-appointed" name="kpps-appointed" value="100"' in page
    assert '<td class="r">126</td>' in page
    assert 'name="ptps-appointed"' not in page


def test_only_changed_fields_are_written(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90)})

    answer = filled(signed, {"kpps-appointed": "1.00", "kpps-trained": "95"})

    assert answer.status_code == 302
    assert standing(FIRST, "kpps") == (100, 95, None)
    assert Report.objects.filter(way=Way.FORM)[0].counts.get().measure == Measure.TRAINED


def test_every_slip_stands_at_its_field_and_nothing_is_written(signed: Client) -> None:
    answer = filled(
        signed, {"kpps-appointed": "tujuh", "pps-appointed": "-1", "ppk-appointed": "5"}
    )

    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#kpps-appointed">KPPS, Diangkat: bukan angka' in page
    assert re.search(r'id="pps-appointed-galat">.*PPS, Diangkat: kurang dari nol', page)
    assert 'value="tujuh"' in page
    assert not Count.objects.exists()


def test_a_field_changed_by_somebody_else_meanwhile_is_a_conflict(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100,)})
    sign = signed.get(DISTRICT).context["sign"]
    reported({(FIRST, "kpps"): (102,)})

    answer = signed.post(DISTRICT, {"dasar": sign, "kpps-appointed": "105"})

    assert answer.status_code == 422
    assert "sudah diubah orang lain dari 100 menjadi 102" in text(answer)
    assert "Muat angka terbaru dari meja" in text(answer)
    assert standing(FIRST, "kpps") == (102, None, None)


@pytest.mark.parametrize("sign", ["", "asal", "WyJhIl0:1abc:def"])
def test_a_form_without_its_sign_is_refused(signed: Client, sign: str) -> None:
    answer = signed.post(DISTRICT, {"dasar": sign, "kpps-appointed": "5"})

    assert answer.status_code == 400
    assert "Penanda versinya rusak" in text(answer)


def test_a_sign_of_another_body_is_refused(signed: Client) -> None:
    other = institution("74.01/kpu")
    sign = sheets.sign(other, ELECTION, sheets.base(other, ELECTION, at=NOW))

    answer = signed.post(DISTRICT, {"dasar": sign, "kpps-appointed": "5"})

    assert answer.status_code == 400


def test_a_district_of_another_regency_is_not_found(signed: Client) -> None:
    region("74.01.01")

    assert signed.get(f"{BODY}74.01.01/").status_code == 404
    assert signed.post(f"{BODY}74.01.01/", {"kpps-appointed": "5"}).status_code == 404


@pytest.mark.parametrize("page", ["", "lembar/", "ganti/", f"{FIRST}/"])
@pytest.mark.parametrize("body", ["74.01/kpu", "74.12/bawaslu", "74.12/satpol-pp"])
def test_another_bodys_pages_are_refused_in_reading_and_in_writing(
    signed: Client, body: str, page: str
) -> None:
    office(body)
    region("74.01.01")
    address = f"/personel/lapor/{body}/{page}"

    assert signed.get(address).status_code in (403, 404)
    if page != "lembar/":
        assert signed.post(address, SWAP).status_code in (403, 404)
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPORTER])
def test_no_other_role_writes(client: Client, role: Role) -> None:
    office()
    sign_in(client, (role, KPU))

    assert client.post(DISTRICT, {"kpps-appointed": "5"}).status_code == 403
    with pytest.raises(NotAllowed, match="lembaga yang mengangkatnya"):
        reported({(FIRST, "kpps"): (5,)}, by=member((role, KPU)))


def test_an_action_refuses_posts_that_are_not_the_bodys_own() -> None:
    for post in (("74.01.01", "kpps"), (FIRST, "ptps")):
        region("74.01.01")
        with pytest.raises(BadData, match="milik lembaga lain"):
            reported({post: (5,)})


def test_a_body_of_the_province_has_nothing_to_report(client: Client) -> None:
    institution("74/kpu")
    sign_in(client, (Role.REPORTER, "74/kpu"))

    assert client.get("/personel/lapor/74/kpu/").status_code == 404
    assert "Lembaga Anda tidak mengangkat petugas" in text(client.get("/personel/lapor/"))


def test_who_reports_for_one_body_goes_straight_to_it(signed: Client) -> None:
    assert signed.get("/personel/lapor/")["Location"].startswith(BODY)


def test_who_reports_for_several_chooses(client: Client) -> None:
    reported({(FIRST, "linmas"): (2,)}, code="74.12/satpol-pp")
    office("74.12/regent")
    sign_in(client, (Role.REPORTER, "74.12/satpol-pp"), (Role.REPORTER, "74.12/regent"))

    page = text(client.get("/personel/lapor/"))

    assert "Linmas TPS" in page
    assert "Sekretaris PPK" in page
    assert "belum melaporkan" in page
    assert "1 Oktober 2024, 09.00" in page


def test_a_report_is_not_changed_but_superseded(signed: Client) -> None:
    first = reported({(FIRST, "kpps"): (100,)}, at=NOW - timedelta(days=3))
    reported({(FIRST, "kpps"): (110,)})

    assert standing(FIRST, "kpps", at=NOW - timedelta(days=1)) == (100, None, None)
    assert standing(FIRST, "kpps", at=NOW - timedelta(days=4)) == (None, None, None)
    assert standing(FIRST, "kpps") == (110, None, None)
    with pytest.raises(NotAllowed):
        first.save()
    with pytest.raises(NotAllowed):
        first.counts.get().delete()


def test_a_count_is_judged_by_what_stands_when_it_is_written() -> None:
    body = office()
    reported({(FIRST, "kpps"): (100, 90)})
    late = sheets.base(body, ELECTION, at=NOW)

    taken = actions.take(
        body,
        election=PILKADA,
        written=[Written(place="x", key=(FIRST, "kpps", Measure.APPOINTED), value=80)],
        base=late,
        way=Way.FORM,
        by=reporter(),
        at=NOW,
    )

    assert taken.report is None
    assert taken.judged.slips


def test_a_replacement_moves_the_counts_and_is_kept_with_its_reason(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100, 90, 80)})

    answer = signed.post(f"{BODY}ganti/", SWAP)

    assert answer.status_code == 302
    assert standing(FIRST, "kpps") == (99, 89, 79)
    row = Replacement.objects.get()
    assert (row.left, row.joined, row.reason) == (3, 2, Reason.RESIGNED)
    assert "keluar 3, pengganti 2" in text(signed.get(BODY))
    line = Line.objects.get(act="personnel.replaced")
    assert line.details == {"region": FIRST, "kind": "kpps", "count": 3}


def test_a_replacement_of_all_changes_no_count_but_is_kept(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100,)})
    before = Count.objects.count()

    signed.post(f"{BODY}ganti/", SWAP | {"masuk": "3", "masuk_terlatih": "0"})

    assert Count.objects.count() == before
    page = text(signed.get("/personel/penggantian/"))
    assert "3 petugas keluar, 3 digantikan" in page
    assert "Mengundurkan diri" in page


def test_the_same_form_sent_twice_counts_once(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100,)})
    form = SWAP | {"formulir": str(uuid4())}

    for _ in range(2):
        assert signed.post(f"{BODY}ganti/", form).status_code == 302

    assert standing(FIRST, "kpps") == (99, None, None)
    assert Replacement.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"keluar": "101"}, "Yang keluar harus 1 sampai 100"),
        ({"masuk": "4"}, "Yang keluar harus 1 sampai 100"),
        ({"keluar_terlatih": "4"}, "Yang terlatih tidak boleh lebih banyak"),
        ({"masuk_terlatih": "3"}, "Yang terlatih tidak boleh lebih banyak"),
        ({"keluar": "20", "keluar_terlatih": "0", "masuk": "0", "masuk_terlatih": "0"}, "Setelah"),
        ({"peran": "ppk"}, "Belum ada yang dilaporkan diangkat"),
        ({"keluar": ""}, "angka bulat saja"),
        ({"keluar": "dua"}, "angka bulat saja"),
        ({"keluar": "0"}, "angka bulat saja"),
        ({"keluar": "9" * 30}, "Yang keluar harus 1 sampai 100"),
        ({"alasan": "Budi sakit"}, "Budi sakit"),
        ({"kecamatan": "74.01.01"}, "74.01.01"),
        ({"peran": "ptps"}, "ptps"),
    ],
)
def test_a_replacement_that_does_not_add_up_is_refused_and_keeps_what_was_typed(
    signed: Client, values: Mapping[str, str], said: str
) -> None:
    reported({(FIRST, "kpps"): (100, 90)})

    answer = signed.post(f"{BODY}ganti/", {**SWAP, **values})

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Replacement.objects.exists()
    assert standing(FIRST, "kpps") == (100, 90, None)


def test_a_replacement_elsewhere_is_refused_by_the_action_too() -> None:
    reported({(FIRST, "kpps"): (100,)})
    swap = actions.Swap(
        region=region("74.01.01"),
        role="kpps",
        left=1,
        joined=1,
        left_trained=0,
        joined_trained=0,
        reason=Reason.ILL,
    )

    with pytest.raises(BadData, match="bukan milik lembaga ini"):
        actions.replace(office(), election=PILKADA, what=swap, by=reporter(), at=NOW)
    with pytest.raises(NotAllowed):
        actions.replace(office(), election=PILKADA, what=swap, by=reporter(BAWASLU), at=NOW)


def test_the_page_of_a_body_lists_its_districts_and_last_reports(signed: Client) -> None:
    reported({(FIRST, "kpps"): (100,), (SECOND, "pantarlih"): (4,)})

    page = text(signed.get(BODY))

    assert "100<span" in page
    assert f"{BODY}{FIRST}/" in page
    assert "formulir" in page
