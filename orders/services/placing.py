"""Placing an order: stock reserved and everything written in one transaction, before any money."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from base import clock
from base.errors import RequestIdReused
from base.money import LARGEST_PAYMENT, Dong, total
from catalogue.models import Product
from catalogue.units import grams_of
from events.orders import OrderConfirmed, OrderPlaced, SellerOrderReady
from events.outbox import record, record_all
from orders.errors import EmptyOrder, PriceChanged, TooLarge
from orders.models import Line, Order, SellerOrder
from orders.numbers import new_order_number
from orders.services.discounting import discounts_of, write_discounts
from orders.windows import time_to_pay
from promotions.bearer import Bearer
from promotions.pricing import Discounts
from sellers.delivery import Destination, zone_of
from sellers.errors import NotOnSale
from sellers.models import Partner, StockRecord
from sellers.services import reserve_stock

MOST_UNITS_OF_ONE = 999
DRAWS = 5


@dataclass(frozen=True)
class WantedLine:
    """So many units of a product."""

    product_id: int
    quantity: int


@dataclass(frozen=True)
class DeliveryAddress:
    """Where and to whom. Phone is E.164, commune and province are codes. Empty at a fair: goods go over the table."""

    name: str = ""
    phone: str = ""
    line: str = ""
    commune_code: str = ""
    province_code: str = ""
    note: str = ""


@dataclass(frozen=True)
class OrderRequest:
    """What is ordered. `shown_total` is the sum the buyer agreed to; a different one is refused, not charged.

    `voucher_code` takes something off, or nothing is ordered: nobody pays more than he was shown.
    """

    request_id: str
    lines: tuple[WantedLine, ...]
    payment_method: str
    shown_total: Dong | None = None
    address: DeliveryAddress = DeliveryAddress()
    channel: str = Order.Channel.WEB
    fair_id: int | None = None
    user_id: int | None = None
    basket_id: int | None = None
    voucher_code: str = ""

    @property
    def body_hash(self) -> str:
        """Two requests with one id must have one body. Who happens to be logged in is not part of it."""
        body = asdict(self) | {"user_id": None, "basket_id": None}
        if not self.voucher_code:
            # As it was before there were vouchers: a till sends again what it could not send last week.
            del body["voucher_code"]
        return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()


def place_order(*, request: OrderRequest) -> Order:
    """Write the order, reserve its stock and record OrderPlaced, all or nothing. The same request twice is one order.

    Raises EmptyOrder, TooLarge, NotOnSale, OutOfStock, PriceChanged, RequestIdReused, and a VoucherRefused.
    """
    for _ in range(DRAWS):
        if (placed := _placed_before(request)) is not None:
            return placed
        try:
            with transaction.atomic():
                return _place(request)
        except IntegrityError:
            # Either the same request came twice at once, which the next round finds, or the number was taken.
            continue
    raise RuntimeError("no free order number found")


def _placed_before(request: OrderRequest) -> Order | None:
    order = Order.objects.filter(request_id=request.request_id).first()
    if order is not None and order.request_hash != request.body_hash:
        raise RequestIdReused(request_id=request.request_id)
    return order


def _place(request: OrderRequest) -> Order:
    wanted = _wanted_units(request.lines)
    stocks = _stock_on_sale(wanted)
    by_seller = _by_seller(stocks)
    goods = {seller: total([s.price_vnd * wanted[s.product_id] for s in own]) for seller, own in by_seller.items()}
    fees = {seller: _fee(request, seller, own, wanted) for seller, own in by_seller.items()}
    off = discounts_of(request.voucher_code, stocks, wanted)
    sum_total = total([*goods.values(), *fees.values()]) - off.total
    _check_total(request, sum_total)
    order = _write_order(request, sum_total, total(list(fees.values())))
    # After the order row: a request that lost the race for its id must not wait for stock.
    reserve_stock(
        quantities={stock.pk: wanted[stock.product_id] for stock in stocks},
        order_number=order.number,
        # At a fair the goods lie on the table: what is seen can be sold.
        with_safety_stock=request.channel == Order.Channel.FAIR,
    )
    parts = SellerOrder.objects.bulk_create(
        _part(order, seller, goods[seller], fees[seller], off)
        for seller in sorted(by_seller, key=lambda seller: seller.pk)
    )
    Line.objects.bulk_create(
        _line(order, part, stock, wanted[stock.product_id], off) for part in parts for stock in by_seller[part.seller]
    )
    write_discounts(order, parts, off, order.date_placed)
    _record_placed(order, parts)
    return order


def _wanted_units(lines: Iterable[WantedLine]) -> dict[int, int]:
    wanted: dict[int, int] = {}
    for line in lines:
        wanted[line.product_id] = wanted.get(line.product_id, 0) + line.quantity
    if not wanted:
        raise EmptyOrder
    if min(wanted.values()) < 1 or max(wanted.values()) > MOST_UNITS_OF_ONE:
        raise TooLarge(most_units=MOST_UNITS_OF_ONE)
    return wanted


def _stock_on_sale(wanted: dict[int, int]) -> list[StockRecord]:
    stocks = list(
        StockRecord.objects.filter(product_id__in=wanted)
        .select_related("product__main_category", "partner")
        .prefetch_related("product__images", "partner__delivery_rates")
        .order_by("pk")
    )
    closed = [
        s for s in stocks if s.product.listing != Product.Listing.LIVE or s.partner.state != Partner.State.APPROVED
    ]
    for stock in closed:
        raise NotOnSale(product_id=stock.product_id, title=stock.product.title)
    for product_id in wanted.keys() - {s.product_id for s in stocks}:
        raise NotOnSale(product_id=product_id, title="")
    return stocks


def _by_seller(stocks: list[StockRecord]) -> dict[Partner, list[StockRecord]]:
    grouped: dict[Partner, list[StockRecord]] = {}
    for stock in stocks:
        grouped.setdefault(stock.partner, []).append(stock)
    return grouped


def _fee(request: OrderRequest, seller: Partner, stocks: list[StockRecord], wanted: dict[int, int]) -> Dong:
    if request.channel == Order.Channel.FAIR:
        return Dong(0)
    goods = total([stock.price_vnd * wanted[stock.product_id] for stock in stocks])
    grams = sum(grams_of(stock.product.unit) * wanted[stock.product_id] for stock in stocks)
    to = Destination(request.address.commune_code, request.address.province_code)
    return seller.delivery_fee(goods, zone=zone_of(seller, to), grams=grams)


def _check_total(request: OrderRequest, sum_total: Dong) -> None:
    if sum_total.amount > LARGEST_PAYMENT:
        raise TooLarge(most_vnd=LARGEST_PAYMENT)
    if request.shown_total is not None and request.shown_total != sum_total:
        raise PriceChanged(shown_vnd=request.shown_total.amount, total_vnd=sum_total.amount)


def _write_order(request: OrderRequest, sum_total: Dong, fees: Dong) -> Order:
    now = clock.now()
    pays_later = request.payment_method == Order.Method.COD
    return Order.objects.create(
        number=new_order_number(),
        token=secrets.token_urlsafe(32),
        request_id=request.request_id,
        request_hash=request.body_hash,
        channel=request.channel,
        fair_id=request.fair_id,
        payment_method=request.payment_method,
        status=Order.Status.CONFIRMED if pays_later else Order.Status.AWAITING_PAYMENT,
        reserved_until=None if pays_later else now + time_to_pay(request.payment_method, now),
        user_id=request.user_id,
        basket_id=request.basket_id,
        currency="VND",
        total_incl_tax=sum_total.to_decimal(),
        total_excl_tax=sum_total.to_decimal(),
        shipping_incl_tax=fees.to_decimal(),
        shipping_excl_tax=fees.to_decimal(),
        buyer_name=request.address.name,
        buyer_phone=request.address.phone,
        address_line=request.address.line,
        commune_code=request.address.commune_code,
        province_code=request.address.province_code,
        note=request.address.note,
        date_placed=now,
    )


def _part(order: Order, seller: Partner, goods: Dong, fee: Dong, off: Discounts) -> SellerOrder:
    released = order.status == Order.Status.CONFIRMED
    return SellerOrder(
        order=order,
        seller=seller,
        commune_code=seller.commune_code,
        state=SellerOrder.State.INCOMING if released else SellerOrder.State.AWAITING_PAYMENT,
        state_since=order.date_placed,
        goods_vnd=goods.amount,
        delivery_fee_vnd=fee.amount,
        market_discount_vnd=off.borne(Bearer.MARKET, seller_id=seller.pk).amount,
        seller_discount_vnd=off.borne(Bearer.SELLER, seller_id=seller.pk).amount,
    )


def _line(order: Order, part: SellerOrder, stock: StockRecord, quantity: int, off: Discounts) -> Line:
    product = stock.product
    amount: Decimal = stock.price * quantity
    market, seller = (off.borne(who, seller_id=part.seller_id, product_id=product.pk) for who in Bearer)
    paid = amount - (market + seller).to_decimal()
    photo = next(iter(product.images.all()), None)
    return Line(
        order=order,
        seller_order=part,
        partner=part.seller,
        partner_name=part.seller.name,
        partner_sku=stock.partner_sku,
        stockrecord=stock,
        product=product,
        title=product.title,
        unit=product.unit,
        category_slug=product.main_category.slug if product.main_category else "",
        photo=photo.original.name if photo else "",
        quantity=quantity,
        num_allocated=quantity,
        allocation_cancelled=False,
        unit_price_incl_tax=stock.price,
        unit_price_excl_tax=stock.price,
        line_price_incl_tax=paid,
        line_price_excl_tax=paid,
        line_price_before_discounts_incl_tax=amount,
        line_price_before_discounts_excl_tax=amount,
        market_discount_vnd=market.amount,
        seller_discount_vnd=seller.amount,
    )


def _record_placed(order: Order, parts: list[SellerOrder]) -> None:
    placed = OrderPlaced(
        order.number,
        channel=order.channel,
        payment_method=order.payment_method,
        total_vnd=order.total.amount,
        seller_ids=tuple(part.seller_id for part in parts),
        fair_id=order.fair_id,
    )
    if order.status != Order.Status.CONFIRMED:
        record(placed)
        return
    ready = (SellerOrderReady(part.pk, order.number, part.seller_id) for part in parts)
    record_all([placed, OrderConfirmed(order.number), *ready])
