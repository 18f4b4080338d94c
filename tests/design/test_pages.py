"""The style page, the shells and the pages for when something went wrong."""

from __future__ import annotations

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from marketplace.design.views import style_page


def opened(query: str = "") -> str:
    return style_page(RequestFactory().get(f"{reverse('design:style')}{query}")).content.decode()


def test_the_style_page_shows_every_component():
    page = opened()
    for part in ("goods", "ocop", "sync", "note", "line", "pages", "call", "purse", "kpi", "ki-dock", "card tiles"):
        assert f'class="{part}' in page
    assert page.count("<section") >= 14


@pytest.mark.parametrize(
    ("query", "theme"), [("", None), ("?mau=toi", "dark"), ("?mau=sang", "light"), ("?mau=<x>", None)]
)
def test_the_style_page_shows_both_schemes(query, theme):
    page = opened(query)
    assert ("data-theme" in page.split("<head>")[0]) is (theme is not None)
    if theme:
        assert f'data-theme="{theme}"' in page


@pytest.mark.parametrize(("shell", "surface"), [("buyer", ""), ("phone", "phone"), ("kiosk", "kiosk"), ("desk", "")])
def test_shells(shell, surface):
    page = get_template(f"design/{shell}.html").render({}, RequestFactory().get("/"))
    assert page.startswith('<!doctype html>\n<html lang="vi"')
    assert (f'data-surface="{surface}"' in page) is bool(surface)
    assert '<a class="skip" href="#chinh">' in page
    assert page.count('<main id="chinh"') == 1
    assert ("khmer.css" in page) is (shell == "kiosk")


def test_khmer_brings_its_font_only_with_its_own_interface():
    with translation.override("km"):
        page = get_template("design/phone.html").render({}, RequestFactory().get("/"))
    assert 'lang="km"' in page
    assert "design/khmer.css" in page


def test_a_buyer_finds_search_basket_and_shelves():
    context = {"basket_count": 4, "query": '"mật', "shelf_categories": [("Mật ong", "/danh-muc/mat-ong/")]}
    page = get_template("design/buyer.html").render(context, RequestFactory().get("/danh-muc/mat-ong/"))
    assert 'action="/tim-kiem/"' in page
    assert 'value="&quot;mật"' in page
    assert "Giỏ hàng, 4 món" in page
    assert '<a href="/danh-muc/mat-ong/" aria-current="page">Mật ong</a>' in page
    assert 'action="/i18n/setlang/"' in page


@pytest.mark.parametrize("name", ["404", "403", "403_csrf", "500"])
def test_pages_for_trouble_need_nothing(name, settings):
    settings.ROOT_URLCONF = "tests.design.no_urls"
    page = get_template(f"{name}.html").render()
    assert "Chợ Đước" in page
    assert "<h1>" in page
    assert 'href="/"' in page
    assert "<script" not in page
