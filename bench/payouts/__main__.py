"""`python -m bench.payouts`: a run over 100,000 delivered lines against one over 25,000, in one PostgreSQL.

Promised: at most 300 MB in the paying process, and linear: four times the lines in at most six times the time. Exits 1
when a promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.postgres import Postgres, free_port

ROOT = Path(__file__).resolve().parents[2]
MOST_MB, SLACK = 300, 1.5
FILL = """
import os, django
django.setup()
from base import clock
from bench.payouts.filling import deliver_lines
from marketplace.demo.bulk.catalogue import make_sellers
from people.models import User
from sellers.models import Partner
now = clock.now()
sellers = list(Partner.objects.order_by("pk")) or make_sellers(number=200, now=now)
for phone in ("+84900000001", "+84900000004"):
    User.objects.filter(phone=phone).exists() or User.objects.create_user(phone)
deliver_lines(sellers=sellers, number={number}, now=now, first={first})
from django.db import connection
connection.cursor().execute("ANALYZE")
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    lines: int = parser.parse_args().lines
    folder = Path(tempfile.mkdtemp(prefix="payouts-bench-"))
    folder.chmod(0o755)
    postgres = Postgres(folder / "postgres", free_port())
    postgres.start()
    try:
        url = postgres.create("payouts")
        _python(url, "manage.py", "migrate", "--verbosity", "0")
        _python(url, "-c", FILL.format(number=lines // 4, first=1))
        small = json.loads(_python(url, "-m", "bench.payouts.paying"))
        _python(url, "-c", FILL.format(number=lines, first=lines // 4 + 1))
        return report(small, json.loads(_python(url, "-m", "bench.payouts.paying")))
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def report(small: dict[str, float], large: dict[str, float]) -> int:
    """Print both runs; 1 when a promise is broken."""
    for one in (small, large):
        sys.stdout.write(f"{one['lines']:>9,.0f} lines {one['seconds']:8.2f} s {one['peak_mb']:6.0f} MB\n")
    times, more = large["seconds"] / small["seconds"], large["lines"] / small["lines"]
    sys.stdout.write(f"{more:.1f} times the lines took {times:.1f} times as long (at most {more * SLACK:.1f})\n")
    return int(large["peak_mb"] > MOST_MB or times > more * SLACK)


def _python(url: str, *what: str) -> str:
    environment = os.environ | {"DATABASE_URL": url, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "marketplace.settings"}
    done = subprocess.run(
        [sys.executable, *what], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
