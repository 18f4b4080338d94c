"""What words typed with slips could have been, before and after any title is read."""

import pytest

from search.analysis import words_of
from search.backends.embedded import EmbeddedBackend, finding
from search.models import ProductDocument, TitleWord
from search.queries import SearchQuery
from search.services import index_products
from search.slips import meant, readings

KNOWN = ["ba", "khia", "ruou", "so", "hiep", "huyet", "kho", "tom", "tam"]


def of(slips, typed):
    return list(readings(typed.split(), KNOWN))[slips - 1]


@pytest.mark.parametrize(
    ("typed", "slips", "reading"),
    [
        ("ba khai", 1, (("ba",), ("khia",))),
        ("so hiet", 1, (("so",), ("hiep",))),
        ("so hiet", 2, (("so",), ("huyet",))),
        ("tomkho", 1, (("tom",), ("kho",))),
        ("kh ia", 1, (("khia",),)),
        ("bapkhia", 1, (("ba",), ("khia",))),
        ("tim kho", 1, (("tom", "tam"), ("kho",))),
    ],
)
def test_the_words_that_are_as_near_as_each_other(typed, slips, reading):
    found = of(slips, typed)
    assert reading in [tuple(tuple(sorted(word, reverse=True)) for word in each) for each in found]
    assert all(reading not in of(fewer, typed) for fewer in range(1, slips))


def test_a_word_that_titles_have_is_not_taken_apart():
    assert all(len(reading) == 2 for slips in (1, 2, 3) for reading in of(slips, "khia ruxu"))


def test_a_slip_that_leaves_two_readings_is_what_more_titles_say():
    assert meant(words_of("tim kho"), ["Tôm khô", "Tôm khô Rạch Gốc", "Tam khô"]).written == ("tôm", "khô")


def test_what_is_too_long_for_two_words_is_not_taken_apart():
    long = "khia" * 3 + "huyet" * 2
    known = [long[:10], long[10:]]
    assert any(readings([long[:20]], [long[:10], long[10:20]]))
    assert not any(readings([long], known))


@pytest.mark.django_db
def test_the_words_of_a_new_title_can_be_meant_at_once(lans_stall, make_product):
    cactus = make_product(lans_stall, title="Mứt xương rồng")
    index_products(product_ids=[cactus.pk])
    assert EmbeddedBackend().search(SearchQuery("xuong rogn")).suggestion == "xương rồng"


@pytest.mark.django_db
def test_a_word_that_no_title_has_any_more_is_not_meant(lans_stall, make_product):
    cactus = make_product(lans_stall, title="Mứt xương rồng")
    index_products(product_ids=[cactus.pk])
    ProductDocument.objects.all().delete()
    assert TitleWord.objects.filter(word="rong").exists()
    assert EmbeddedBackend().search(SearchQuery("xuong rogn")).suggestion is None


@pytest.mark.django_db
def test_words_that_may_be_too_many_others_are_not_looked_for(
    lans_stall, make_product, monkeypatch, django_assert_num_queries
):
    index_products(product_ids=[make_product(lans_stall, title="Mứt xương rồng").pk])
    monkeypatch.setattr(finding, "MOST_SPELLINGS", 1)
    # Whether anything has the words, and the known words; no titles.
    with django_assert_num_queries(2):
        assert finding.understand("xuong rogn") is None
