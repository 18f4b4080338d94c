"""Two codes to try: one that the market bears, one that a producer bears."""

from __future__ import annotations

from datetime import datetime, timedelta

from base.money import Dong
from promotions.services import VoucherTerms, make_voucher
from promotions.vouchers.models import Voucher
from sellers.models import Partner

#: From the market, once for each buyer; and from the producer whose telephone is shown first.
MARKETS, PRODUCERS = "CHAOCHO", "UTLAN30"


def give_out(*, producer_phone: str, present: datetime) -> None:
    """Both hold for two months from the present on."""
    producer = Partner.objects.get(users__phone=producer_phone)
    ends = present + timedelta(days=60)
    for terms in (
        VoucherTerms(
            MARKETS,
            "Chào khách mới",
            present,
            ends,
            usage=Voucher.ONCE_PER_CUSTOMER,
            percent=10,
            minimum=Dong(200_000),
        ),
        VoucherTerms(
            PRODUCERS,
            "Cảm ơn khách quen",
            present,
            ends,
            amount=Dong(30_000),
            minimum=Dong(300_000),
            seller_ids=(producer.pk,),
            borne_by=producer.pk,
            most_orders=50,
        ),
    ):
        make_voucher(terms=terms)
