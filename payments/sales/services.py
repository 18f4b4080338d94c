"""A delivered part becomes a sale: its rows and its entries, all or nothing, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from base import clock
from base.errors import FinalFailure
from base.money import Dong
from events.orders import CodCashHandedOver, SellerOrderDelivered
from payments.errors import SaleNotBooked
from payments.ledger import accounts
from payments.ledger.models import Entry, Leg
from payments.ledger.services import post_entry
from payments.sales.computing import SELF, compute_sale
from payments.sales.models import Sale, SaleLine
from sellers.models import Partner

#: The way of paying in which whoever carries takes the money.
COD = "cod"


@transaction.atomic
def book_sale(*, delivered: SellerOrderDelivered, at: datetime) -> Sale:
    """Write down what is taken of a delivered part and book it; `at` is when it was delivered. Twice books it once.

    Raises NoRate and LinesDiffer (final), Partner.DoesNotExist.
    """
    booked = Sale.objects.filter(seller_order_id=delivered.seller_order_id).first()
    if booked is not None:
        return booked
    seller = Partner.objects.only("kind").get(pk=delivered.seller_id)
    sale = _write_sale(delivered, seller.kind, at)
    if sale.payment_method == COD:
        _book_collected_cash(sale)
    _book_shares(sale)
    return sale


@transaction.atomic
def book_cash_handed_over(*, handed: CodCashHandedOver, event_id: str, at: datetime) -> None:
    """The carrier gave cash on: to the seller, to the market's bank account, or into a fair's till (`fair:<id>`).

    Raises SaleNotBooked while the sale is on its way here; FinalFailure when he does not hold as much, or for a place
    nobody knows.
    """
    sale = Sale.objects.select_for_update().filter(seller_order_id=handed.seller_order_id).first()
    if sale is None:
        raise SaleNotBooked(f"seller order {handed.seller_order_id}")
    reference = f"handover:{event_id}"
    if Entry.objects.filter(reference=reference).exists():
        return
    left = held_by_carrier(sale) - handed.amount_vnd
    if left < 0:
        raise FinalFailure(f"carrier {sale.carrier} does not hold {handed.amount_vnd} of {sale.order_number}")
    place = _place(handed.to, sale)
    _book_handed_over(sale, place, handed.amount_vnd, reference, at)
    if left == 0:
        holder = Sale.Holder.SELLER if handed.to == "seller" else Sale.Holder.MARKET
        Sale.objects.filter(pk=sale.pk).update(holder=holder)


def held_by_carrier(sale: Sale) -> int:
    """Cash of this sale that its carrier took and has not given on (đồng)."""
    legs = Leg.objects.filter(
        account__code=accounts.cash_of_carrier(sale.carrier), entry__seller_order_id=sale.seller_order_id
    )
    return sum(leg.debit_vnd - leg.credit_vnd for leg in legs)


def _write_sale(delivered: SellerOrderDelivered, seller_kind: str, at: datetime) -> Sale:
    computed = compute_sale(delivered, seller_kind=seller_kind, day=clock.market_day(at))
    sale = Sale.objects.create(
        seller_order_id=delivered.seller_order_id,
        order_number=delivered.order_number,
        seller_id=delivered.seller_id,
        delivered_at=at,
        payment_method=delivered.payment_method,
        carrier=delivered.carrier,
        holder=_first_holder(delivered),
        goods_vnd=delivered.goods_vnd,
        delivery_fee_vnd=delivered.delivery_fee_vnd,
        market_discount_vnd=delivered.market_discount_vnd,
        seller_discount_vnd=delivered.seller_discount_vnd,
        commission_vnd=computed.commission_vnd,
        vat_vnd=computed.vat_vnd,
        pit_vnd=computed.pit_vnd,
        carrier_fee_vnd=computed.carrier_fee_vnd,
        net_vnd=computed.net_vnd,
    )
    for line in computed.lines:
        line.sale = sale
    SaleLine.objects.bulk_create(computed.lines)
    return sale


def _first_holder(delivered: SellerOrderDelivered) -> str:
    if delivered.payment_method != COD:
        return Sale.Holder.MARKET
    return Sale.Holder.SELLER if delivered.carrier == SELF else Sale.Holder.CARRIER


def _book_collected_cash(sale: Sale) -> None:
    paid = Dong(sale.buyer_paid_vnd)
    post_entry(
        reference=f"cod:{sale.seller_order_id}",
        kind="cod_collected",
        debit={accounts.cash_of_carrier(sale.carrier): paid},
        credit={accounts.of_order(sale.order_number): paid},
        at=sale.delivered_at,
        seller_order_id=sale.seller_order_id,
    )
    if sale.carrier == SELF:
        # Who carries his own goods has the money in his hand.
        reference = f"handover:{sale.seller_order_id}"
        _book_handed_over(sale, accounts.of_seller(sale.seller_id), paid.amount, reference, sale.delivered_at)


def _book_handed_over(sale: Sale, place: str, amount_vnd: int, reference: str, at: datetime) -> None:
    post_entry(
        reference=reference,
        kind="cash_handed_over",
        debit={place: Dong(amount_vnd)},
        credit={accounts.cash_of_carrier(sale.carrier): Dong(amount_vnd)},
        at=at,
        seller_order_id=sale.seller_order_id,
    )


def _book_shares(sale: Sale) -> None:
    credit = {
        accounts.of_seller(sale.seller_id): Dong(sale.net_vnd),
        accounts.COMMISSION: Dong(sale.commission_vnd),
        accounts.VAT: Dong(sale.vat_vnd),
        accounts.PIT: Dong(sale.pit_vnd),
        accounts.of_carrier(sale.carrier): Dong(sale.carrier_fee_vnd),
    }
    post_entry(
        reference=f"sale:{sale.seller_order_id}",
        kind="sale",
        debit={
            accounts.of_order(sale.order_number): Dong(sale.buyer_paid_vnd),
            accounts.PROMOTION: Dong(sale.market_discount_vnd),
        },
        credit=credit,
        at=sale.delivered_at,
        seller_order_id=sale.seller_order_id,
    )


def _place(to: str, sale: Sale) -> str:
    if to == "seller":
        return accounts.of_seller(sale.seller_id)
    if to == "market":
        return accounts.BANK
    if to.startswith("fair:"):
        return f"till:{to}"
    raise FinalFailure(f"cash was handed to {to!r}, which is nowhere")
