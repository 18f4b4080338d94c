"""`python -m deploy.probe URL`: the health check of a container that has no curl; exit code 1 is no answer."""

from __future__ import annotations

import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

#: A name that ALLOWED_HOSTS has to hold: what is asked from inside is not asked by the public name.
HOST = "market.internal"


def answers(url: str) -> bool:
    """Whether GET gives 200 within three seconds."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=3)
    try:
        connection.request("GET", parts.path, headers={"Host": HOST})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if answers(sys.argv[1]) else 1)
