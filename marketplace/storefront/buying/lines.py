"""Putting goods into a basket, changing how many, taking them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.apps.basket.models import Basket, Line

from base.errors import MarketError
from catalogue.models import Product
from orders.models import Order
from orders.selectors import order_of_request
from orders.services import OrderRequest, WantedLine, place_order
from orders.services.placing import MOST_UNITS_OF_ONE
from sellers.errors import NotOnSale, OutOfStock
from sellers.models import Partner, StockRecord

#: Kinds of goods in one basket: a page of this many is still read by a person.
MOST_LINES = 50
LARGEST_ID = 2**63 - 1


class BasketFull(MarketError):
    """As many kinds of goods as one basket takes. `most_lines`."""

    code = "basket_full"


@dataclass(frozen=True)
class PutIn:
    """What came of it: `quantity` units lie in the basket now; `capped` when fewer than were asked for."""

    title: str
    quantity: int
    capped: bool


@transaction.atomic
def put_in(*, basket: Basket, product_id: int, quantity: int) -> PutIn:
    """Add units of a product, no more than are left. Raises NotOnSale, OutOfStock, BasketFull."""
    stock = stock_on_sale(product_id)
    line = Line.objects.filter(basket=basket, product_id=product_id).first()
    if line is None and Line.objects.filter(basket=basket).count() >= MOST_LINES:
        raise BasketFull(most_lines=MOST_LINES)
    return _write(basket, stock, quantity + (line.quantity if line else 0))


@transaction.atomic
def set_quantity(*, basket: Basket, product_id: int, quantity: int) -> PutIn:
    """Have exactly so many units, or as many as are left. Raises NotOnSale, OutOfStock."""
    return _write(basket, stock_on_sale(product_id), quantity)


def take_out(*, basket: Basket, product_id: int) -> int:
    """Remove a product; says how many units lay there."""
    line = Line.objects.filter(basket=basket, product_id=product_id).first()
    if line is None:
        return 0
    Line.objects.filter(pk=line.pk).delete()
    return int(line.quantity)


def count_lines(basket: Basket | None) -> int:
    """How many kinds of goods lie in a basket."""
    return Line.objects.filter(basket=basket).count() if basket else 0


def title_of(product_id: int) -> str:
    """What a product is called; nothing when there is none."""
    return Product.objects.filter(pk=product_id).values_list("title", flat=True).first() or ""


@transaction.atomic
def keep_what_is_left(*, basket: Basket) -> None:
    """Take out what cannot be bought any more, and lower quantities to what there is."""
    for product_id, quantity in list(Line.objects.filter(basket=basket).values_list("product_id", "quantity")):
        try:
            set_quantity(basket=basket, product_id=product_id, quantity=quantity)
        except (NotOnSale, OutOfStock):
            take_out(basket=basket, product_id=product_id)


@transaction.atomic
def order_basket(*, basket: Basket, request: OrderRequest) -> Order:
    """Place the order and take its units out, both or neither; what was put in meanwhile stays.

    Raises what place_order raises.
    """
    # Held first: of equal forms at once the second finds the order placed, and takes nothing out for it again.
    # No key: whoever puts something in refers to the basket's row and need not wait.
    Basket.objects.select_for_update(no_key=True).get(pk=basket.pk)
    again = order_of_request(request.request_id) is not None
    order = place_order(request=request)
    if not again:
        _take_out_ordered(basket, request.lines)
        if request.voucher_code:
            basket.vouchers.clear()
    return order


def _take_out_ordered(basket: Basket, ordered: Iterable[WantedLine]) -> None:
    units = {line.product_id: line.quantity for line in ordered}
    gone = []
    for line in Line.objects.select_for_update().filter(basket=basket, product_id__in=units):
        if line.quantity > units[line.product_id]:
            Line.objects.filter(pk=line.pk).update(quantity=line.quantity - units[line.product_id])
        else:
            gone.append(line.pk)
    Line.objects.filter(pk__in=gone).delete()


def merge_lines(*, source: Basket, target: Basket) -> None:
    """Move lines over; of a product that lies in both, the larger number stays."""
    held = {line.product_id: line for line in Line.objects.filter(basket=target)}
    for line in Line.objects.filter(basket=source):
        mine = held.get(line.product_id)
        if mine is None:
            Line.objects.filter(pk=line.pk).update(basket=target)
        elif mine.quantity < line.quantity:
            Line.objects.filter(pk=mine.pk).update(quantity=line.quantity)


def stock_on_sale(product_id: int) -> StockRecord:
    """The stock of a product that may be bought. Raises NotOnSale."""
    stock = None
    if product_id <= LARGEST_ID:
        stock = StockRecord.objects.select_related("product", "partner").filter(product_id=product_id).first()
    if stock is None:
        raise NotOnSale(product_id=product_id, title=_("Món này"))
    if stock.product.listing != Product.Listing.LIVE or stock.partner.state != Partner.State.APPROVED:
        raise NotOnSale(product_id=product_id, title=stock.product.title)
    return stock


def _write(basket: Basket, stock: StockRecord, wanted: int) -> PutIn:
    title, available = stock.product.title, stock.net_stock_level
    if available < 1:
        raise OutOfStock(product_id=stock.product_id, title=title, wanted=wanted, available=0)
    quantity = min(wanted, available, MOST_UNITS_OF_ONE)
    Line.objects.update_or_create(
        basket=basket,
        # As Oscar names a line without options.
        line_reference=f"{stock.product_id}_{stock.pk}",
        defaults={
            "product_id": stock.product_id,
            "stockrecord": stock,
            "quantity": quantity,
            "price_currency": "VND",
            "price_excl_tax": stock.price,
            "price_incl_tax": stock.price,
        },
    )
    return PutIn(title, quantity, capped=quantity < wanted)
