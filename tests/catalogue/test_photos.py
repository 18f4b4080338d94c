"""What a phone sends becomes a small, upright, silent photo, or is refused with a reason."""

import random
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from catalogue.errors import EmptyPhoto, InvalidPhoto, NotAnImage, TooManyBytes, TooManyPixels
from catalogue.photo_names import WIDTHS, original_name, photo_url, sized_name
from catalogue.photos import BUDGET, store_photo
from tests.catalogue.pictures import (
    ORIENTATION,
    RIGHT_TURN,
    SECRET,
    file_of,
    jpeg,
    noise,
    picture,
    telling_jpeg,
    telling_png,
)


def stored(stem, width):
    with default_storage.open(sized_name(original_name(stem), width)) as file:
        return file.read()


def opened(stem, width):
    return Image.open(BytesIO(stored(stem, width)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_webp_in_three_widths(kind):
    stem = store_photo(file_of(picture(2400, 1800), kind))
    assert [(opened(stem, width).format, opened(stem, width).size) for width in WIDTHS] == [
        ("WEBP", (320, 240)),
        ("WEBP", (640, 480)),
        ("WEBP", (1200, 900)),
    ]
    assert photo_url(original_name(stem)).endswith(f"{stem}-320.webp")


def test_a_small_photo_is_not_blown_up_but_has_all_its_names():
    stem = store_photo(jpeg(200, 150))
    assert [opened(stem, width).size for width in WIDTHS] == [(200, 150)] * 3


def test_a_photo_of_forty_megapixels_is_taken():
    stem = store_photo(jpeg(7300, 5500))
    assert opened(stem, 1200).size == (1200, 904)


def test_more_pixels_than_the_limit_are_refused_before_decoding():
    with pytest.raises(TooManyPixels) as refused:
        store_photo(file_of(Image.new("1", (12_000, 6_000)), "PNG"))
    assert refused.value.data == {"most_megapixels": 65}


def test_a_decompression_bomb_is_refused():
    bomb = file_of(Image.new("1", (30_000, 20_000)), "PNG")
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(TooManyPixels):
        store_photo(bomb)


def test_a_phone_held_upright_gives_an_upright_photo():
    exif = Image.Exif()
    exif[ORIENTATION] = RIGHT_TURN
    stem = store_photo(file_of(picture(4000, 3000), exif=exif))
    upright = opened(stem, 640)
    assert upright.size == (640, 853)
    red, _, blue = upright.convert("RGB").getpixel((320, 50))
    assert blue > 200 > red


@pytest.mark.parametrize("told", [telling_jpeg, telling_png])
def test_what_the_camera_told_is_gone(told):
    file = told()
    assert SECRET.encode() in file.getvalue()
    stem = store_photo(file)
    for width in WIDTHS:
        content = stored(stem, width)
        image = Image.open(BytesIO(content))
        assert SECRET.encode() not in content
        assert not any(mark in content for mark in (b"EXIF", b"Exif", b"XMP ", b"ICCP", b"2026:11:24"))
        assert not image.getexif() and not {"exif", "comment", "xmp", "icc_profile"} & set(image.info)


@pytest.mark.parametrize("size", [(900, 900), (700, 1800)])
def test_even_noise_stays_within_the_budget_of_a_list(size):
    stem = store_photo(file_of(noise(*size), "PNG"))
    assert len(stored(stem, 320)) <= BUDGET[320] == 60_000


def test_a_very_tall_picture_is_made_narrower():
    assert opened(store_photo(jpeg(300, 9000)), 1200).size == (80, 2400)


def test_what_was_transparent_is_white():
    stem = store_photo(file_of(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG"))
    assert opened(stem, 320).convert("RGB").getpixel((100, 100)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_other_kinds_of_colour_are_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = Image.new("RGB", (64, 64), "tomato").convert("L" if mode == "I;16" else mode).convert(mode)
    assert opened(store_photo(file_of(made, kind)), 320).mode == "RGB"


def test_the_same_photo_is_kept_once():
    first, again = store_photo(jpeg()), store_photo(jpeg())
    assert first == again
    assert len(first) == 32
    folder, _, _ = original_name(first).rpartition("/")
    assert sorted(default_storage.listdir(folder)[1]) == sorted(f"{first}-{width}.webp" for width in WIDTHS)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyPhoto),
        (b"Day la mot tep chu, khong phai anh.", NotAnImage),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAnImage),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", NotAnImage),
        (jpeg().getvalue()[:900], NotAnImage),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 400, NotAnImage),
    ],
)
def test_what_is_no_photo_is_refused(content, refusal):
    with pytest.raises(refusal):
        store_photo(BytesIO(content))


def test_a_file_that_is_too_heavy_is_refused(settings):
    settings.LARGEST_PHOTO_BYTES = 5 * 1024 * 1024
    with pytest.raises(TooManyBytes) as refused:
        store_photo(BytesIO(jpeg().getvalue() + b"\x00" * 6 * 1024 * 1024))
    assert refused.value.data == {"most_megabytes": 5}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_broken_file_is_a_photo_or_a_refusal_and_nothing_else(kind):
    chance = random.Random(kind)
    whole = file_of(picture(96, 64), kind).getvalue()
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            store_photo(BytesIO(bytes(broken[: chance.randint(20, len(broken))])))
        except InvalidPhoto:
            continue
