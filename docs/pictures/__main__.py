"""`python -m docs.pictures`: the pictures of the README, taken from a demo market that is made for them.

Needs Chromium and the development requirements (`make pictures`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM, CHROMIUM_FLAGS

FOLDER = Path(__file__).parent
ORDERS = 310


def main() -> None:
    if CHROMIUM is None:
        raise SystemExit("no Chromium found: install Debian's package chromium")
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    from docs.pictures.screens import SHOTS
    from tests.journeys.running import open_page, running_market

    with (
        tempfile.TemporaryDirectory() as folder,
        running_market(Path(folder), ORDERS) as market,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        for name, (size, arrive) in SHOTS.items():
            page = open_page(chromium, market, size)
            arrive(page, market)
            page.wait_for_load_state("networkidle")
            Image.open(BytesIO(page.screenshot())).save(FOLDER / f"{name}.webp", quality=82, method=6)
            page.context.close()
            sys.stdout.write(f"docs/pictures/{name}.webp\n")
        chromium.close()


main()
