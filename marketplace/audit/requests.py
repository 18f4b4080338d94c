"""Who is behind a request."""

from __future__ import annotations

from django.http import HttpRequest

from marketplace.access.guards import client_ip
from marketplace.audit.services import Who


def who(request: HttpRequest) -> Who:
    """The person and the address, for the entry; only behind a guard that lets no anonymous pass."""
    return Who(request.user, client_ip(request))  # type: ignore[arg-type]
