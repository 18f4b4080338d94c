"""What a browser meets at nginx: TLS, HTTP/2, files that are kept, sockets, limits, and pages for a bad day."""

from __future__ import annotations

import json
import re
import socket
import ssl

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.deploy.front.nginx import HOST

# Django's mark makes the database that the market's own is copied from.
pytestmark = [pytest.mark.services, pytest.mark.engines, pytest.mark.django_db, pytest.mark.timeout(900)]


def test_pages_come_over_http_2_and_cookies_never_travel_in_the_open(market):
    head, _ = market.ask("/dang-nhap/")
    assert head.startswith("http/2 200")
    cookies = re.findall(r"^set-cookie: (.*)$", head, re.MULTILINE)
    assert cookies
    assert all("secure" in cookie for cookie in cookies)
    assert "strict-transport-security: max-age=31536000" in head
    assert "content-encoding: gzip" in market.ask("/", "-H", "Accept-Encoding: gzip")[0]


def test_plain_http_is_sent_to_https(market):
    head, _ = market.ask("/gio-hang/", scheme="http")
    assert " 301" in head.split("\n")[0]
    assert f"location: https://{HOST}/gio-hang/" in head


def _stylesheet(market):
    _, page = market.ask("/")
    return re.search(rb'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)[1].decode()


def test_static_files_under_hashed_names_are_kept_for_a_year(market):
    head, _ = market.ask(_stylesheet(market), "-H", "Accept-Encoding: gzip")
    assert head.startswith("http/2 200")
    assert "cache-control: public, max-age=31536000, immutable" in head
    assert "content-encoding: gzip" in head


def test_a_static_file_of_another_release_is_asked_of_the_pages(market):
    path = _stylesheet(market)
    for file in (market.folder / "nginx" / "files").joinpath(path[1:]).parent.glob(path.rpartition("/")[2] + "*"):
        file.unlink()
    head, body = market.ask(path)
    assert head.startswith("http/2 200")
    assert body


def test_photos_are_kept_and_do_nothing_but_show(market):
    head, body = market.ask("/media/photos/a.webp")
    assert body == b"a photo"
    assert "immutable" in head
    assert "x-content-type-options: nosniff" in head
    assert "content-security-policy: default-src 'none'; sandbox" in head
    assert "x-request-id" not in head, "nginx has it, no worker is asked"


def _socket(market, origin):
    trusted = ssl.create_default_context(cafile=str(market.folder / "nginx" / "tls" / "fullchain.pem"))
    door = socket.create_connection(("127.0.0.1", market.port), timeout=20)
    return connect(f"wss://{HOST}:{market.port}/ws/", sock=door, ssl=trusted, origin=origin, open_timeout=20)


def test_a_page_of_ours_opens_a_socket_through_the_door(market):
    with _socket(market, f"https://{HOST}:{market.port}") as live:
        live.send(json.dumps({"subscribe": "order:X", "after": 0}))
        assert json.loads(live.recv(timeout=20)) == {"topic": "order:X", "refused": True}


def test_a_page_of_somebody_else_opens_none(market):
    with pytest.raises(InvalidStatus, match="403"):
        _socket(market, "https://thief.example")


def test_figures_are_not_shown_outside(market):
    assert market.ask("/metrics")[0].startswith("http/2 404")


def test_a_file_that_is_too_large_is_refused_in_plain_vietnamese(market, tmp_path):
    large = tmp_path / "large.jpg"
    large.write_bytes(b"x" * 17 * 1024 * 1024)
    head, page = market.ask("/ban-hang/anh/", "-F", f"photo=@{large}", "-H", "Expect:")
    assert head.startswith("http/2 413")
    assert "Tệp gửi lên quá lớn" in page.decode()
    head, answer = market.ask("/api/v1/phone/commands", "--data-binary", f"@{large}", "-H", "Expect:")
    assert head.startswith("http/2 413")
    assert set(json.loads(answer)) == {"code", "message", "fields"}


def test_a_photo_of_fifteen_megabytes_passes_the_door(market, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"x" * 15 * 1024 * 1024)
    head, _ = market.ask("/ban-hang/anh/", "-F", f"photo=@{photo}", "-H", "Expect:")
    # Refused by the market (no token of a form), not by its door.
    assert head.startswith("http/2 403")


def test_a_notice_of_nine_kilobytes_is_answered_in_vnpays_codes_and_kept(market):
    reference = "K" * 9_000
    head, body = market.ask(f"/thanh-toan/vnpay/ipn?vnp_TxnRef={reference}&vnp_SecureHash=0")
    assert head.startswith("http/2 200"), head
    assert json.loads(body)["RspCode"] == "97"
    kept = "from payments.models import GatewayNotice; print(GatewayNotice.objects.get().query)"
    assert reference in market.manage("shell", "-c", kept).stdout


def test_who_tries_codes_one_after_the_other_is_slowed_down(market):
    heads = [market.ask("/dang-nhap/", "-d", "x=1") for _ in range(45)]
    assert heads[0][0].startswith("http/2 403")
    head, page = heads[-1]
    assert head.startswith("http/2 429")
    assert "Thao tác quá nhanh" in page.decode()


def test_work_goes_through_the_broker_to_a_worker(market):
    queue = "from notifications.services import queue_message as q; q(key='door', to='+84912000002', text='Xin chào')"
    done = market.manage("shell", "-c", queue)
    assert done.returncode == 0, done.stderr
    sent = market.folder / "var" / "messages.jsonl"
    beat = "from django.utils.module_loading import import_string as i; i('events.tasks.sweep_deliveries')()"
    market.wait_until(lambda: sent.exists() or (market.manage("shell", "-c", beat) and sent.exists()))
    assert len(sent.read_text().splitlines()) == 1


def test_when_no_page_answers_people_are_told_so_in_vietnamese(market):
    market.processes["web"].terminate()
    market.processes["web"].wait(timeout=60)
    head, page = market.ask("/")
    assert head.startswith("http/2 502")
    assert "Chợ đang bận" in page.decode()
    head, answer = market.ask("/api/v1/search?q=tom")
    assert json.loads(answer)["code"] == "unavailable"
