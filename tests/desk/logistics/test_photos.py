"""Photos are kept without what a phone writes beside the picture."""

import struct

import pytest
from django.core.files.uploadedfile import UploadedFile

from serentak.desk.logistics import photos
from serentak.engine.errors import BadData
from tests.desk.logistics.pictures import END, PLACE, chunk, exif, jpg, photo, png, segment
from tests.desk.uploads import PDF


def test_place_device_preview_and_comment_are_gone() -> None:
    spoken = (exif(1), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE))
    colours = segment(0xE2, b"ICC_PROFILE\0...")

    kept = photos.clean(jpg(*spoken, segment(0xED, PLACE), segment(0xFE, PLACE), colours))

    assert kept == jpg(colours)


def test_what_stands_behind_the_picture_is_left_behind() -> None:
    assert photos.clean(jpg(after=PLACE + jpg(exif(1)))) == jpg()


def test_a_picture_of_several_scans_stays_whole() -> None:
    assert photos.clean(jpg(scans=3)) == jpg(scans=3)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_held_upright_stays_upright(order: str) -> None:
    kept = photos.clean(jpg(exif(6, order=order)))

    assert PLACE not in kept
    assert photos.clean(kept) == kept
    assert kept.count(b"Exif\0\0") == 1
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept


@pytest.mark.parametrize(
    "odd",
    [
        segment(0xE1, b"Exif\0\0XX*\0"),
        segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 0)),
        exif(1),
        exif(9),
    ],
    ids=["no order", "no entries", "upright already", "no such turn"],
)
def test_a_turn_that_says_nothing_is_left_out(odd: bytes) -> None:
    assert photos.clean(jpg(odd)) == jpg()


def test_texts_and_times_of_a_png_are_gone() -> None:
    kept = photos.clean(
        png(chunk(b"tEXt", PLACE), chunk(b"eXIf", PLACE), chunk(b"tIME", b"7777777"))
    )

    assert kept == png()


@pytest.mark.parametrize(
    "torn",
    [
        jpg()[:30],
        jpg()[: -len(END)],
        b"\xff\xd8",
        b"\xff\xd8\x00\x00",
        b"\xff\xd8" + exif(6)[:-30] + END,
        jpg(segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">I", 9000))),
        png()[:30],
        png()[:-6],
        png()[:45],
    ],
)
def test_a_torn_photo_is_refused(torn: bytes) -> None:
    with pytest.raises(BadData, match="tidak utuh"):
        photos.clean(torn)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (photo(PDF, "surat.pdf"), "harus JPG atau PNG"),
        (photo(PDF, "foto.jpg"), "bukan JPG atau PNG"),
        (photo(b"", "foto.jpg"), "Berkas kosong"),
        (photo(bytes(21 << 20), "foto.jpg"), "melebihi batas 20 MB"),
        (photo(png(), "foto.jpg"), "tidak sesuai dengan isinya"),
    ],
    ids=lambda value: value.name if isinstance(value, UploadedFile) else "",
)
def test_what_is_no_photo_is_refused(file: UploadedFile, sentence: str) -> None:
    with pytest.raises(BadData, match=sentence):
        photos.keep(file)


def test_a_photo_is_stored_under_a_name_that_says_nothing() -> None:
    kept = photos.keep(photo(name="TPS 3 Bu Siti.JPG"))

    assert (kept.name, kept.type) == ("foto.jpg", "image/jpeg")
