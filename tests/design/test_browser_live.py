"""Live fragments: socket, catching up, polling."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="vi"><script type="module" src="/static/design/js/live.js"></script>
<section data-live-topic="seller:12" data-live-url="/_don/" data-live-position="7" data-live-token="t0"
><p data-live-ring="">Chưa có đơn</p></section>"""
#: Time and sound stand still unless a test moves them.
STUBS = "window.rung = 0; Object.defineProperty(navigator, 'vibrate', {value: () => (window.rung += 1)});"


class Server:
    """The other end: what it heard, and what it answers for the fragment."""

    def __init__(self) -> None:
        self.heard: list[dict] = []
        self.sockets: list = []
        self.fetched = 0
        self.fragment = '<p data-live-ring="381">Đơn 381</p>'
        self.refuses = False

    def accept(self, socket) -> None:
        self.sockets.append(socket)
        if self.refuses:
            socket.close()
            return
        socket.on_message(lambda text: self.heard.append(json.loads(text)))

    def say(self, position: int) -> None:
        self.sockets[-1].send(json.dumps({"topic": "seller:12", "position": position}))

    def answer(self, request) -> str:
        self.fetched += 1
        return self.fragment


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def live_page(market_page, server):
    def prepare(page):
        page.add_init_script(STUBS)
        page.clock.install()
        page.route_web_socket("**/ws/", server.accept)

    page = market_page({"/": PAGE, "/_don/": server.answer}, prepare=prepare)
    page.click("section")  # sound and vibration wait for a first touch
    return page


def until(page, reached: Callable[[], bool], step_ms: int = 200) -> None:
    """Let the page's clock run until something is so; at most three minutes of it."""
    for _ in range(180_000 // step_ms):
        if reached():
            return
        page.clock.run_for(step_ms)
    raise AssertionError("it never came so far")


def shown(page) -> str:
    return page.locator("section").inner_text()


def test_news_is_fetched_shown_said_and_heard(live_page, server):
    until(live_page, lambda: bool(server.heard))
    assert server.heard == [{"subscribe": "seller:12", "after": 7, "token": "t0"}]
    live_page.evaluate("() => addEventListener('live:update', event => (window.told = event.detail))")
    server.say(8)
    until(live_page, lambda: shown(live_page) == "Đơn 381")
    assert live_page.evaluate("window.told") == {"topic": "seller:12", "position": 8}
    assert live_page.locator("section").get_attribute("role") == "status"
    assert live_page.evaluate("window.rung") == 1


def test_old_positions_are_not_fetched_and_the_same_news_rings_once(live_page, server):
    until(live_page, lambda: bool(server.heard))
    server.say(7)
    server.say(8)
    until(live_page, lambda: shown(live_page) == "Đơn 381")
    assert server.fetched == 1
    server.fragment = '<p data-live-ring="381">Đơn 381, còn 1 giờ</p>'
    server.say(9)
    until(live_page, lambda: "còn 1 giờ" in shown(live_page))
    assert live_page.evaluate("window.rung") == 1


def test_a_lost_socket_comes_back_and_catches_up_once(live_page, server):
    until(live_page, lambda: bool(server.heard))
    server.sockets[-1].close()
    until(live_page, lambda: len(server.heard) == 2)
    until(live_page, lambda: shown(live_page) == "Đơn 381")
    assert server.fetched == 1


def test_where_sockets_are_refused_the_clock_fetches(live_page, server):
    server.refuses = True
    until(live_page, lambda: bool(server.sockets))
    server.sockets[-1].close()
    until(live_page, lambda: shown(live_page) == "Đơn 381")
    assert len(server.heard) == 1, "no socket opened again"
    server.fragment = "<p>Đơn 382</p>"
    until(live_page, lambda: shown(live_page) == "Đơn 382")


def test_nobody_is_disturbed_while_typing(live_page, server):
    until(live_page, lambda: bool(server.heard))
    server.fragment = '<input id="lydo"><p id="khac">Đơn 381</p>'
    server.say(8)
    until(live_page, lambda: live_page.locator("#lydo").count() == 1)
    live_page.fill("#lydo", "hết tôm")
    server.fragment = "<p>Đơn 382</p>"
    server.say(9)
    until(live_page, lambda: server.fetched == 2)
    live_page.clock.run_for(500)
    assert live_page.input_value("#lydo") == "hết tôm"
    live_page.locator("#lydo").blur()
    until(live_page, lambda: shown(live_page) == "Đơn 382")
