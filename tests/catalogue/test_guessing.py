"""Goods find their stall by their name."""

import csv
from pathlib import Path

import pytest

import marketplace.demo
from catalogue.categories import TOP_CATEGORIES
from catalogue.folding import fold, slugify_vietnamese
from catalogue.guessing import guess_category

KNOWN = Path(marketplace.demo.__file__).parent / "data" / "products.csv"
UNSEEN = """
tom kho loai 2 = hai-san-kho; Khô cá dứa = hai-san-kho; Kho muc = hai-san-kho; Cá đù một nắng = hai-san-kho
Tép khô = hai-san-kho; Túi tôm khô 500g = hai-san-kho; CUA GẠCH SON = hai-san-tuoi-song; Ốc len = hai-san-tuoi-song
Tôm thẻ tươi = hai-san-tuoi-song; Cá tra phi lê = hai-san-tuoi-song; Thùng cua biển = hai-san-tuoi-song
mam ba khia = mam-va-nuoc-mam; Hũ mắm tép = mam-va-nuoc-mam; Nước mắm Phú Tân = mam-va-nuoc-mam
Tôm chua = mam-va-nuoc-mam; Muối tôm = gia-vi; Ớt sừng khô = gia-vi; Nước màu dừa = gia-vi
mat ong rung u minh = mat-ong; Combo 3 hũ mật ong = mat-ong; Đặc sản mật ong nguyên chất = mat-ong
Bánh tét lá cẩm = banh-va-an-vat; Mít sấy = banh-va-an-vat; Chả cá = banh-va-an-vat; Tôm rim = banh-va-an-vat
Gạo ST25 = gao-va-nong-san; Khóm Tắc Cậu = gao-va-nong-san; Trứng vịt muối = gao-va-nong-san
Chuối xiêm tươi = gao-va-nong-san; Rượu nếp = do-uong; Trà mãng cầu = do-uong; ca phe rang = do-uong
Chiếu lác = thu-cong-my-nghe; Giỏ lục bình = thu-cong-my-nghe; Đũa dừa = thu-cong-my-nghe; Nón lá = thu-cong-my-nghe
"""
EXPECTED = [line.split(" = ") for line in UNSEEN.replace(";", "\n").splitlines() if line.strip()]


def test_nearly_all_goods_of_the_market_are_guessed_with_and_without_accents():
    with KNOWN.open(encoding="utf-8") as file:
        goods = [(row["name"], slugify_vietnamese(row["category"])) for row in csv.DictReader(file)]
    assert len(goods) == 70
    for typed in (str, fold, str.upper):
        right = sum(guess_category(typed(name)) == slug for name, slug in goods)
        assert right / len(goods) >= 0.95


@pytest.mark.parametrize(("name", "slug"), EXPECTED)
def test_goods_it_was_not_written_for(name, slug):
    assert guess_category(name.strip()) == slug


@pytest.mark.parametrize("name", ["", "   ", "Xyz 123", "🦐🦐", "អង្ករ", "a" * 5000])
def test_what_it_does_not_know_it_does_not_guess(name):
    assert guess_category(name) is None


def test_every_guess_is_a_category_of_the_market():
    slugs = {slugify_vietnamese(name) for name in TOP_CATEGORIES}
    assert {slug for _, slug in EXPECTED} == slugs
