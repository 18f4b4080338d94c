"""A photo waits for its listing, for its owner only, and not for ever."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from base import clock
from base.errors import NotFound
from catalogue.models import ProductImage, StagedPhoto
from catalogue.photo_names import WIDTHS, original_name, sized_name
from catalogue.services import MOST_STAGED, forget_staged_photos, stage_photo, take_staged_photo
from sellers.services.listings import set_photo
from tests.catalogue.pictures import jpeg

pytestmark = pytest.mark.django_db


def kept(stem):
    return [default_storage.exists(sized_name(original_name(stem), width)) for width in WIDTHS]


def tomorrow():
    return clock.now() + timedelta(days=1, minutes=1)


def test_a_waiting_photo_is_taken_once_and_by_its_owner(lan, stranger):
    staged = stage_photo(owner=lan, file=jpeg())
    assert len(staged.token) == 43
    with pytest.raises(NotFound):
        take_staged_photo(token=staged.token, owner=stranger)
    assert take_staged_photo(token=staged.token, owner=lan) == staged.stem
    with pytest.raises(NotFound):
        take_staged_photo(token=staged.token, owner=lan)


def test_photos_that_no_listing_took_are_forgotten_after_a_day(lan):
    stem = stage_photo(owner=lan, file=jpeg()).stem
    assert forget_staged_photos(now=clock.now()) == 0
    assert kept(stem) == [True] * 3
    assert forget_staged_photos(now=tomorrow()) == 1
    assert kept(stem) == [False] * 3


def test_the_files_stay_while_a_product_or_another_waiting_photo_shows_them(lan, stranger, lans_stall, make_product):
    stem = stage_photo(owner=lan, file=jpeg()).stem
    set_photo(product_id=make_product(lans_stall).pk, photo_stem=stem)
    assert forget_staged_photos(now=tomorrow()) == 1
    assert kept(stem) == [True] * 3
    ProductImage.objects.all().delete()
    stage_photo(owner=lan, file=jpeg())
    StagedPhoto.objects.update(created_at=clock.now() - timedelta(days=2))
    stage_photo(owner=stranger, file=jpeg())
    assert forget_staged_photos(now=clock.now()) == 1
    assert kept(stem) == [True] * 3


def test_files_that_were_there_before_stay_for_the_orders_that_show_them(lan):
    stem = stage_photo(owner=lan, file=jpeg()).stem
    StagedPhoto.objects.update(created_at=clock.now() + timedelta(hours=1))
    assert forget_staged_photos(now=tomorrow() + timedelta(hours=2)) == 1
    assert kept(stem) == [True] * 3


def test_nobody_fills_the_disk_with_photos_that_wait(lan):
    for n in range(MOST_STAGED + 2):
        stage_photo(owner=lan, file=jpeg(100, 60 + n))
    assert StagedPhoto.objects.filter(owner=lan).count() == MOST_STAGED
