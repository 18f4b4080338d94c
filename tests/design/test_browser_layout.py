"""The style page as a narrow phone, large text and a fingertip meet it."""

from __future__ import annotations

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from marketplace.design.views import style_page

pytestmark = pytest.mark.browser

OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1) return false;
  for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== 'visible') return false;
  return true;
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""

SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(element => {
  const style = getComputedStyle(element), box = (element.closest('label') ?? element).getBoundingClientRect();
  if (!box.width || style.display === 'inline' || element.closest('.skip, .vh')) return false;
  if (element.matches('.goods a')) return false;  // the whole card is its target
  return box.height < 43.5 || box.width < 43.5;
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""

CLIPPED = """() => [...document.querySelectorAll('h1,h2,h3,p,b,span,button,a,td,th,li,dt,dd')].filter(element => {
  const style = getComputedStyle(element);
  if (element.closest('.vh') || !element.textContent.trim()) return false;
  const clips = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
  const least = element.closest('[lang]').lang === 'km' ? 1.7 : 1.49;
  const tight = !element.childElementCount && !element.matches('.dot')
    && parseFloat(style.lineHeight) / parseFloat(style.fontSize) < least;
  return clips || tight;
}).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def pages():
    request = RequestFactory().get("/")
    shells = {f"/{name}/": get_template(f"design/{name}.html").render({}, request) for name in SHELLS}
    lost = {"/404/": get_template("404.html").render({}, request)}
    return {"/": style_page(request).content.decode(), **shells, **lost}


SHELLS = ("buyer", "phone", "desk")
PATHS = ("/", *(f"/{name}/" for name in SHELLS), "/404/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "text"), [(320, 100), (360, 200), (1280, 100)])
def test_nothing_sticks_out_sideways(market_page, pages, path, width, text):
    page = market_page(pages, path=path, width=width)
    page.evaluate(
        "text => { const root = document.documentElement;"
        " root.style.fontSize = parseFloat(getComputedStyle(root).fontSize) * text / 100 + 'px' }",
        text,
    )
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PATHS)
def test_everything_can_be_hit_and_no_tone_mark_is_cut(market_page, pages, path):
    page = market_page(pages, path=path)
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(CLIPPED) == []


def test_the_kiosk_fits_and_its_targets_are_large(market_page):
    page = market_page({"/": get_template("design/kiosk.html").render({}, RequestFactory().get("/"))}, width=1080)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1080
    assert page.locator("summary").bounding_box()["height"] >= 64


def test_the_page_is_whole_without_the_vendor_files(market_page, pages):
    fonts = "**/static/vendor/**"
    page = market_page(pages, prepare=lambda page: page.route(fonts, lambda route: route.fulfill(status=404)))
    assert page.locator("h1").bounding_box()["height"] > 20
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
