"""Lists of places read as in a dictionary."""

from places.alphabet import dictionary_order
from places.register import communes, communes_of, provinces


def test_tones_count_only_between_equal_letters():
    names = ["Đà Nẵng", "Cao Bằng", "Hà Nội", "Cà Mau", "Cần Thơ", "An Giang", "Huế", "Hà Tĩnh"]
    wanted = ["An Giang", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Hà Nội", "Hà Tĩnh", "Huế"]
    assert sorted(names, key=dictionary_order) == wanted


def test_decomposed_and_empty_text_is_read_as_well():
    assert dictionary_order("Ca\u0300") == dictionary_order("Cà")
    assert dictionary_order("") == ([], [])


def test_provinces_and_communes_come_in_that_order():
    assert [p.name for p in provinces().values()][:4] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng"]
    assert [c.name for c in communes_of("79")][0] == "An Đông"


def test_no_name_carries_a_stray_space():
    assert [c.name for c in communes().values() if c.name != " ".join(c.name.split())] == []
