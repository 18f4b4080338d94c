"""Reading vouchers."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from promotions.errors import UnknownVoucher, VoucherEnded, VoucherNotBegun, VoucherRefused, VoucherUsed
from promotions.vouchers.models import Voucher


def tidy(typed: str) -> str:
    """A code as it is stored, from what people type: without spaces, in capitals."""
    return "".join(typed.split()).upper()[:128]


def voucher_named(code: str) -> Voucher:
    """The voucher with a code. Raises UnknownVoucher."""
    voucher = Voucher.objects.filter(code=tidy(code)).first()
    if voucher is None:
        raise UnknownVoucher(voucher=tidy(code)[:20])
    return voucher


def why_closed(voucher: Voucher, now: datetime) -> VoucherRefused | None:
    """Why no order may take a use of it as it was read; None when one may. A look, not a promise."""
    if now < voucher.start_datetime:
        return VoucherNotBegun(voucher=voucher.code)
    if now >= voucher.end_datetime:
        return VoucherEnded(voucher=voucher.code)
    return VoucherUsed(voucher=voucher.code) if voucher.used_up else None


def vouchers() -> QuerySet[Voucher]:
    """All, the newest first, each with its one offer and what that is over."""
    offers = ("offers__benefit__range__sellers", "offers__benefit__range__included_categories")
    return Voucher.objects.prefetch_related(*offers, "offers__condition", "offers__borne_by").order_by("-pk")
