"""`manage.py` as an operator calls it: a process of its own, with nothing but variables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Seconds; much more than any takes alone, for a machine that does something else besides.
LONGEST = 300


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours with only these variables set; never raises for its exit code."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=clean_environment(**variables),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def clean_environment(**variables: str) -> dict[str, str]:
    """The environment without the market's variables, then these."""
    ours = ("_URL", "_FILE")
    kept = {name: value for name, value in os.environ.items() if not name.endswith(ours)}
    return kept | {"DEMO": "1", "DJANGO_SETTINGS_MODULE": "marketplace.settings"} | variables
