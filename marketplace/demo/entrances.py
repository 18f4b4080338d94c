"""What a newcomer needs to know first: the five entrances and who can log in."""

from __future__ import annotations

from django.conf import settings

from marketplace.demo import cast, tables, vouchers
from people.phones import as_spoken


def entrances(pairing_code: str) -> str:
    """The lines to print. `pairing_code` is fresh; it pairs one device within ten minutes."""
    buyer, producer = tables.buyers()[0], tables.stalls()[0]
    rows = (
        ("buyers", "/", f"{as_spoken(buyer.phone)}  {buyer.name} (or nobody at all)"),
        ("producers", "/ban-hang/", f"{as_spoken(producer.phone)}  {producer.holder}"),
        ("fair kiosk", "/hoi-cho/", f"{_staff(cast.KIOSK_PHUC)}  pairing code {pairing_code}"),
        ("officials", "/thong-ke/", _staff(cast.OFFICIAL_HOA)),
        ("operators", "/dieu-hanh/", _staff(cast.OPERATOR_TUAN)),
    )
    lines = [f"  {who:<11} {settings.SITE_URL + path:<36} {login}" for who, path, login in rows]
    return "\n".join(
        [
            "Five entrances, and who can log in:",
            *lines,
            f"  Login codes are appended to {settings.MESSAGES_FILE}",
            f"  Vouchers to try at the basket: {vouchers.MARKETS}, {vouchers.PRODUCERS}",
            f"  Staff also type the password {cast.DEMO_PASSWORD}",
        ]
    )


def _staff(staff: cast.Staff) -> str:
    return f"{as_spoken(staff.phone)}  {staff.name}"
