"""What the demo market has on sale at a moment of its past, and how producers put it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from base import clock
from base.money import Dong
from catalogue.models import Product
from marketplace.demo.history import Life
from marketplace.demo.tables import Goods
from people.models import User
from sellers.models import Partner, StockRecord
from sellers.services import approve_product, count_stock, list_product
from sellers.services.listings import ListingInput


@dataclass(frozen=True)
class NewListing:
    """Goods, whose they are (by telephone), under which category, and the stem of their photo."""

    goods: Goods
    seller_phone: str
    category_id: int
    photo: str

    def hand_in(self) -> Product:
        """The producer types it in and sends it."""
        seller = Partner.objects.get(users__phone=self.seller_phone)
        goods = self.goods
        listing = ListingInput(
            title=goods.name,
            price=Dong(goods.price_vnd),
            unit=goods.unit,
            quantity=goods.stock,
            category_id=self.category_id,
            description=goods.description,
            ingredients=goods.ingredients,
            storage=goods.storage,
        )
        return list_product(seller_id=seller.pk, listing=listing, photo_stem=self.photo)


@dataclass(frozen=True)
class OnSale:
    """A listing that buyers of the demo market may take; `appeal` is how often they do."""

    goods: Goods
    product_id: int
    stock_id: int
    seller_phone: str
    appeal: float


class Shelf:
    """The goods on sale so far."""

    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.goods: list[OnSale] = []

    def pick(self, among: list[OnSale] | None = None) -> OnSale:
        """One of them, by appeal."""
        choice = self.goods if among is None else among
        return self.draw.choices(choice, [one.appeal for one in choice])[0]

    def of_seller(self, phone: str) -> list[OnSale]:
        """What one seller has on sale."""
        return [one for one in self.goods if one.seller_phone == phone]

    def offer(self, listing: NewListing, listed_at: datetime, operator: User) -> Life:
        """A producer lists a product; some hours later an operator lets it on the market."""
        yield listed_at
        product = listing.hand_in()
        if listing.goods.ocop_star:
            _certify(product, listing.goods.ocop_star, clock.market_day(listed_at))
        yield listed_at + timedelta(hours=self.draw.uniform(1, 9))
        approve_product(product_id=product.pk, operator=operator)
        stock_id = StockRecord.objects.values_list("pk", flat=True).get(product=product)
        appeal = _appeal(listing.goods) * self.draw.uniform(0.6, 1.6)
        self.goods.append(OnSale(listing.goods, product.pk, stock_id, listing.seller_phone, appeal))

    def restock(self, wanted: OnSale, quantity: int) -> None:
        """The producer brings new goods when there are too few for what somebody wants."""
        if StockRecord.objects.get(pk=wanted.stock_id).net_stock_level < quantity + 3:
            count_stock(stock_id=wanted.stock_id, available=wanted.goods.stock)

    def fill_up(self) -> None:
        """Today every producer has counted what lies on the shelf."""
        for one in self.goods:
            if StockRecord.objects.get(pk=one.stock_id).net_stock_level != one.goods.stock:
                count_stock(stock_id=one.stock_id, available=one.goods.stock)


def _appeal(goods: Goods) -> float:
    # Cheap things and certified things go more often.
    return (1.0 + 0.35 * (goods.ocop_star or 0)) * (200_000 / (goods.price_vnd + 100_000)) ** 0.4


def _certify(product: Product, star: int, listed_on: date) -> None:
    # Certificates are valid for 36 months; the number only looks like one, no register holds it.
    issued = listed_on - timedelta(days=30 + 11 * (product.pk % 60))
    Product.objects.filter(pk=product.pk).update(
        ocop_star=star,
        ocop_certificate=f"OCOP-CM/{issued:%Y}-{100 + product.pk}",
        ocop_expires_on=issued.replace(year=issued.year + 3, day=min(issued.day, 28)),
    )
