"""Loading a page: requests a second by wrk, bytes on the wire of the first answer."""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.request

CONNECTIONS = 8


def bytes_on_wire(url: str) -> int:
    """Size of the compressed page alone."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    return len(urllib.request.urlopen(request, timeout=60).read())  # noqa: S310


def requests_per_second(url: str, seconds: int) -> float:
    """What wrk counts with two threads and eight connections. SystemExit when any answer was not 2xx."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk not found: install Debian's package wrk")
    command = [
        "wrk",
        "-t2",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "60s",
        "-H",
        "Accept-Encoding: gzip",
        url,
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{url} answered with errors:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not found:
        raise SystemExit(f"wrk said nothing about {url}:\n{said}")
    return float(found[1])
