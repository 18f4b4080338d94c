"""Where somebody goes who has come in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from people.models import KIOSK_STAFF, OFFICIAL, OPERATOR, User
from sellers.models import Partner

HOMES = ((OPERATOR, "/dieu-hanh/"), (OFFICIAL, "/thong-ke/"), (KIOSK_STAFF, "/hoi-cho/"))


def safe_next(request: HttpRequest, wanted: str) -> str:
    """The address wanted, or nothing when it leads to another site or back to the door."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and not wanted.startswith("/dang-nhap/") else ""


def landing_of(user: User) -> str:
    """The first page of somebody's own work; the market for everybody else."""
    for role, home in HOMES:
        if role in user.roles:
            return home
    return "/ban-hang/" if Partner.objects.filter(users=user.pk).exists() else "/"
