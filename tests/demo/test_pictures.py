"""Drawings become photos by the door that a producer's photo goes through."""

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from PIL import Image

from catalogue.photo_names import WIDTHS, original_name, sized_name
from marketplace.demo.pictures import SIZE, Drawing, on_plate
from marketplace.demo.seeding import drawings


def test_every_product_has_a_drawing_of_its_own():
    names = drawings()
    assert len(names) == len(set(names)) > 70
    assert [name for name in names if not finders.find(f"design/art/{name}.svg")] == []


def test_a_drawing_fills_a_plate():
    picture = Image.open(on_plate("mat-ong", 1))
    assert picture.size == (SIZE, SIZE)
    corner = picture.convert("RGB").getpixel((2, 2))
    assert min(corner) > 150


def test_photos_are_stored_in_all_sizes():
    seen = []
    with Drawing(["cua", "muoi", "cua"]) as drawing:
        stems = drawing.stems(seen.append)
    assert list(stems) == ["cua", "muoi"]
    assert seen == [1, 2]
    for stem in stems.values():
        for width in WIDTHS:
            with default_storage.open(sized_name(original_name(stem), width)) as photo:
                assert Image.open(photo).width == width


def test_a_drawing_that_is_missing_is_named():
    with pytest.raises(LookupError, match="rong-bien"):
        on_plate("rong-bien", 0)
