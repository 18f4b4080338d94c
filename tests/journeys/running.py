"""A demo market of its own: a server process with its own folder, and people who log in to it in a real browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from deploy.postgres import free_port
from marketplace.demo.cast import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 180.0
PHONE, DESKTOP, KIOSK = (360, 740), (1280, 900), (1080, 1920)


@dataclass(frozen=True)
class Market:
    """A running market: where it is and where it writes."""

    base: str
    folder: Path

    def code_for(self, phone: str) -> str:
        """The last login code sent to a number, read where the embedded sender puts it."""
        lines = (self.folder / "messages.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [message["text"] for message in map(json.loads, lines) if message["to"] == phone]
        return re.findall(r"\b(\d{6})\b", texts[-1])[-1]

    def pairing_code(self) -> str:
        """What `serve` printed for a fair's first kiosk."""
        return re.findall(r"pairing code (\w+)", (self.folder / "server.log").read_text(encoding="utf-8"))[-1]


@contextmanager
def running_market(folder: Path, orders: int) -> Iterator[Market]:
    """Serve a demo market with so many past orders until the block ends."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
    environment |= {
        "DEMO": "1",
        "VAR_DIR": str(folder),
        "SITE_URL": base,
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "PYTHONUNBUFFERED": "1",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    for command in (["migrate", "-v", "0"], ["seed_demo", "--orders", str(orders)]):
        subprocess.run([*manage, *command], check=True, env=environment, capture_output=True, cwd=ROOT)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([*manage, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
        try:
            _wait_until_ready(base, server)
            yield Market(base, folder)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_until_ready(base: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/healthz", timeout=5)
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the market did not come up")


def open_page(browser: Browser, market: Market, size: tuple[int, int]) -> Page:
    """A fresh browser window of a size; anything that breaks on a page fails the test."""
    context = browser.new_context(
        base_url=market.base,
        viewport={"width": size[0], "height": size[1]},
        has_touch=size == PHONE,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: page.context.close())
    return page


def log_in(page: Page, market: Market, phone: str, then: str) -> None:
    """Log in by phone and one-time code, staff also by password, and arrive at a page."""
    page.goto(f"/dang-nhap/?next={then}")
    page.locator("input[name=phone]").fill("0" + phone.removeprefix("+84"))
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    page.wait_for_url("**/dang-nhap/ma/")
    page.locator("input[name=code]").fill(market.code_for(phone))
    # The sixth digit sends the form by itself.
    page.wait_for_url(lambda url: "/ma/" not in url)
    if "/mat-khau/" in page.url:
        page.locator("input[name=password]").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(f"{market.base}{then}")
