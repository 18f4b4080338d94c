"""The two shops that are measured: ours and stock Oscar, each on its own database of one PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from deploy.postgres import Postgres, free_port

WORKERS = 2
READY_WITHIN = 60.0


@dataclass
class Shop:
    """A shop behind gunicorn with two workers. `prepare` holds the commands that make and fill it."""

    name: str
    wsgi: str
    environment: dict[str, str]
    prepare: list[list[str]]
    pages: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fill(self) -> None:
        """Migrate and fill its database."""
        for command in self.prepare:
            subprocess.run([sys.executable, *command], check=True, env=os.environ | self.environment)

    def serve(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-w", str(WORKERS), "-b", f"127.0.0.1:{self.port}", self.wsgi],
            env=os.environ | self.environment,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.base + next(iter(self.pages.values())), timeout=30)  # noqa: S310
                return server
            except (urllib.error.URLError, ConnectionError):
                # Refused while it starts; asked again until the deadline.
                time.sleep(0.2)
        server.terminate()
        raise SystemExit(f"{self.name} did not answer within {READY_WITHIN:.0f} s")


def stock_oscar(postgres: Postgres, folder: Path, products: int) -> Shop:
    """Stock Oscar 4.2.1 with cached templates and kept connections."""
    return Shop(
        "stock Oscar 4.2.1, tuned",
        "bench.stock.wsgi",
        {
            "DATABASE_URL": postgres.create("stock"),
            "DJANGO_SETTINGS_MODULE": "bench.stock.settings",
            "BENCH_FOLDER": str(folder),
        },
        [
            ["-m", "django", "migrate", "-v", "0"],
            ["-m", "django", "collectstatic", "--no-input", "-v", "0"],
            ["-m", "bench.stock.seed", str(products)],
        ],
    )


def our_market(postgres: Postgres, products: int) -> Shop:
    """Chợ Đước on the same PostgreSQL, with as many products."""
    environment = {
        "DATABASE_URL": postgres.create("market"),
        "DJANGO_SETTINGS_MODULE": "marketplace.settings",
        "DEMO": "1",
    }
    return Shop(
        "Chợ Đước",
        "marketplace.wsgi",
        environment,
        [
            ["manage.py", "migrate", "-v", "0"],
            ["manage.py", "collectstatic", "--no-input", "-v", "0"],
            ["manage.py", "seed_catalogue", "--products", str(products), "--sellers", "200"],
        ],
    )
