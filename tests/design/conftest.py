"""Pages of this app in a real browser without a server: answers come from a table, static files from disk."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

STATIC = Path(__file__).resolve().parents[2] / "marketplace" / "design" / "static"
ORIGIN = "http://market.test"


@pytest.fixture(autouse=True)
def _addresses(settings):
    settings.ROOT_URLCONF = "tests.design.urls"


@pytest.fixture
def rendered():
    """Render a piece of template as a page at `path` would: rendered("{% icon 'cart' %}", name=value)."""

    def render(source: str, path: str = "/", **context) -> str:
        return engines["django"].from_string(source).render(context, RequestFactory().get(path))

    return render


@pytest.fixture
def market_page(browser):
    """Open a page made of given answers: market_page({"/": html}, width=320). A callable answer gets the request."""
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(10_000)

    def answer(route, answers):
        path = route.request.url.removeprefix(ORIGIN).split("?")[0].split("#")[0]
        static = STATIC / path.removeprefix("/static/")
        if path in answers:
            found = answers[path]
            body = found(route.request) if callable(found) else found
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and static.is_file():
            route.fulfill(body=static.read_bytes(), content_type=mimetypes.guess_type(static.name)[0])
        else:
            route.fulfill(status=404, body="")

    def open_page(answers, *, path="/", width=360, height=740, prepare=None, theme="light"):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme)
        page.route("**/*", lambda route: answer(route, answers))
        if prepare:
            prepare(page)
        page.goto(ORIGIN + path)
        return page

    yield open_page
    context.close()
