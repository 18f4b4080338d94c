"""Few bytes for slow phones, and a lock that names no place to download from."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from marketplace.design import vendor
from tests.design.conftest import STATIC

DESIGN = STATIC / "design"


def zipped(*names: str) -> int:
    return len(gzip.compress(b"".join((DESIGN / name).read_bytes() for name in names), 9))


def test_the_stylesheet_of_five_surfaces_stays_under_12_kb():
    assert zipped("tokens.css", "market.css") <= 12_000


def test_the_modules_of_a_page_stay_small():
    assert zipped("js/forms.js") <= 2_500
    assert zipped("js/live.js", "js/ring.js", "js/draft.js", "js/speak.js") <= 5_000


@pytest.mark.parametrize("drawing", sorted(DESIGN.glob("art/*.svg")), ids=lambda path: path.stem)
def test_drawings_are_small_and_named(drawing):
    markup = drawing.read_text(encoding="utf-8")
    assert len(markup.encode()) <= (5_000 if drawing.stem in ("canh-cua-song", "logo") else 3_000)
    assert re.search(r"<title>[^<]+</title>", markup)


def test_the_lock_has_hashes_and_no_addresses():
    text = (vendor.ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    # npm adds "funding" addresses to a fresh lock; they are taken out (docs/design.md).
    assert "://" not in text
    assert all("resolved" not in package for package in packages.values())
    assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)
    assert "omit-lockfile-registry-resolved=true" in (vendor.ROOT / ".npmrc").read_text(encoding="utf-8")


def test_stylesheets_name_only_files_that_set_up_copies():
    named = {
        address
        for sheet in DESIGN.glob("*.css")
        for address in re.findall(r"url\(\.\./vendor/([^)]+)\)", sheet.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(vendor.FILES.values())
