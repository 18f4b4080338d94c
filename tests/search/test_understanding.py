"""What is typed, and what is understood, before any engine is asked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.folding import fold
from search.analysis import words_of
from search.keystrokes import decoded
from search.lexicon import lexicon, segmented
from search.sizes import of_unit, taken_out
from search.syllables import is_syllable, tone_in_place
from search.understanding import understood


def asked(text):
    """What has to be found, as typed or decoded."""
    return [" ".join(concept.typed.written) for concept in understood(text).concepts]


def other_names(text):
    return {" ".join(name.written) for concept in understood(text).concepts for name in concept.others}


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("toom", "tôm"), ("khoo", "khô"), ("maajt", "mật"), ("maatj", "mật"), ("nuowcs", "nước"), ("nuwowcs", "nước"),
        ("dduwowcs", "đước"), ("ruwngf", "rừng"), ("chieeus", "chiếu"), ("dduxa", "đũa"), ("khias", "khía"),
        ("to6m", "tôm"), ("kho6", "khô"), ("ma65t", "mật"), ("nu7o7c1", "nước"), ("d9u7o71c", "đước"),
        ("chie61u", "chiếu"), ("ru7o7u5", "rượu"), ("ba1nh", "bánh"),
    ],
)  # fmt: skip
def test_keys_typed_without_an_input_method_are_decoded(keys, word):
    assert decoded(keys) == word


@pytest.mark.parametrize("word", ["tom", "ba", "honey", "dried", "shrimp", "st25", "1m6", "500ml", "tôm", "នំ"])
def test_words_that_stand_for_themselves_are_left_alone(word):
    assert decoded(word) is None


@given(st.text(max_size=30))
def test_decoding_never_fails_and_gives_syllables(text):
    word = decoded(text.lower())
    assert word is None or is_syllable(word)


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("quý", "quý"), ("già", "già")])
def test_both_ways_to_place_a_tone_are_one(one, other):
    assert tone_in_place(one) == tone_in_place(other) == other


def test_composed_and_decomposed_letters_are_the_same_words():
    assert words_of(unicodedata.normalize("NFD", "Mật ong Đất Mũi")) == words_of("Mật ong Đất Mũi")


@pytest.mark.parametrize(
    ("text", "size", "rest"),
    [
        ("mật ong 500ml", "500ml", ["mật ong"]),
        ("mật ong 1 lít", "1000ml", ["mật ong"]),
        ("nửa ký tôm khô", "500g", ["tôm khô"]),
        ("tom kho 0,5kg", "500g", ["tom kho"]),
        ("5kg gạo", "5000g", ["gạo"]),
    ],
)
def test_a_size_is_taken_out(text, size, rest):
    assert understood(text).size == size
    assert asked(text) == rest


@pytest.mark.parametrize(
    ("unit", "size"),
    [("túi 500 g", "500g"), ("kg", "1000g"), ("chai 1 l", "1000ml"), ("chiếc 1m6 x 2m", ""), ("con", "")],
)
def test_units_of_goods_name_sizes(unit, size):
    assert of_unit(unit) == size


def test_names_that_mean_the_same_are_put_beside_each_other():
    assert "tép khô" in other_names("tôm khô")
    assert "tôm" in other_names("tép")
    assert "trứng vịt" in other_names("hột vịt")
    assert other_names("honey") == {"mật ong"}
    assert "tôm khô" in other_names("dried shrimp")


def test_khmer_is_cut_into_the_names_that_are_known():
    assert segmented("ត្រីងៀត") == ["ត្រី", "ងៀត"]
    assert other_names("ត្រីងៀត") >= {"cá", "khô"}
    assert "tôm khô" in other_names("បង្គាក្រៀម")


def test_words_that_say_nothing_need_not_be_found():
    assert asked("đặc sản tôm khô Cà Mau ngon") == ["tôm khô"]
    assert asked("cà mau") == ["cà mau"]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00\x07", "“”"])
def test_nothing_to_look_for_is_no_meaning(text):
    assert understood(text) is None


@given(st.text(max_size=400))
def test_anything_can_be_typed(text):
    meaning = understood(text)
    if meaning:
        assert len(meaning.words.folded) <= 10
        assert all(fold(word) == word for word in meaning.words.folded)


@given(st.text(max_size=60))
def test_taking_a_size_out_never_fails(text):
    size, _rest = taken_out(text)
    assert not size or size[0].isdigit()


def test_every_name_of_the_list_leads_somewhere():
    for spoken, names in lexicon().names.items():
        assert spoken
        assert all(name.folded for name in names)
