"""What is sold at a fair, straight from the stock records: at a table the count must be the one of this moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from base import clock
from catalogue.models import Product, ProductImage
from catalogue.photo_names import photo_url
from events.models import RecordedEvent
from marketplace.kiosks.models import Fair
from sellers.models import Partner, StockRecord

#: Events that were still uncommitted while a later one was read are found by looking a little further back.
LATE_EVENTS = 100


@dataclass(frozen=True)
class FairGoods:
    """One product at a fair. Price in đồng per unit; `available` units of this moment, none when it is off sale."""

    product_id: int
    title: str
    unit: str
    price_vnd: int
    available: int
    on_sale: bool
    seller_id: int
    seller_name: str
    category_slug: str
    category_name: str
    ocop_star: int | None
    image_url: str

    @property
    def in_stock(self) -> bool:
        """Whether one unit can be sold now."""
        return self.on_sale and self.available > 0


def goods_of_fair(fair: Fair, *, product_ids: set[int] | None = None, on_sale: bool = True) -> list[FairGoods]:
    """Goods of a fair in the order of their category and name; `on_sale=False` lists those off sale too."""
    stocks = StockRecord.objects.filter(product__fairs=fair)
    if product_ids is not None:
        stocks = stocks.filter(product_id__in=product_ids)
    if on_sale:
        stocks = stocks.filter(_sellable())
    return list(_read(stocks.order_by("product__main_category__path", "product__title", "product_id")))


def catalogue_position() -> int:
    """The position of the last event: what a kiosk sends back as `after`."""
    return RecordedEvent.objects.aggregate(last=Max("position"))["last"] or 0


def catalogue_changes(fair: Fair, *, after: int) -> list[FairGoods] | None:
    """Goods of the fair that something happened to after a position; None when everything has to be fetched afresh."""
    since = RecordedEvent.objects.filter(position__gt=max(after - LATE_EVENTS, 0))
    if after <= 0 or since.filter(aggregate_id=f"fair:{fair.pk}").exists():
        return None
    goods = dict(StockRecord.objects.filter(product__fairs=fair).values_list("product_id", "partner_id"))
    names = [f"product:{pk}" for pk in goods] + [f"seller:{pk}" for pk in set(goods.values())]
    touched = set(since.filter(aggregate_id__in=names).values_list("aggregate_id", flat=True))
    changed = {pk for pk, seller in goods.items() if {f"product:{pk}", f"seller:{seller}"} & touched}
    return goods_of_fair(fair, product_ids=changed, on_sale=False) if changed else []


def _sellable() -> Q:
    return Q(product__listing=Product.Listing.LIVE, partner__state=Partner.State.APPROVED)


def _read(stocks: QuerySet[StockRecord]) -> Iterator[FairGoods]:
    photo = ProductImage.objects.filter(product_id=OuterRef("product_id")).order_by("display_order", "pk")
    today = clock.market_day(clock.now())
    rows = stocks.annotate(photo=Subquery(photo.values("original")[:1]), left=F("num_in_stock") - F("num_allocated"))
    for row in rows.values(
        "product_id",
        "product__title",
        "product__unit",
        "product__listing",
        "product__ocop_star",
        "product__ocop_expires_on",
        "product__main_category__slug",
        "product__main_category__name",
        "partner_id",
        "partner__name",
        "partner__state",
        "price",
        "left",
        "photo",
    ):
        yield _goods(row, valid_ocop=bool((ends := row["product__ocop_expires_on"]) and ends >= today))


def _goods(row: dict[str, Any], *, valid_ocop: bool) -> FairGoods:
    on_sale = row["product__listing"] == Product.Listing.LIVE and row["partner__state"] == Partner.State.APPROVED
    return FairGoods(
        product_id=row["product_id"],
        title=row["product__title"],
        unit=row["product__unit"],
        price_vnd=int(row["price"]),
        available=max(row["left"] or 0, 0) if on_sale else 0,
        on_sale=on_sale,
        seller_id=row["partner_id"],
        seller_name=row["partner__name"],
        category_slug=row["product__main_category__slug"] or "",
        category_name=row["product__main_category__name"] or "",
        ocop_star=row["product__ocop_star"] if valid_ocop else None,
        image_url=photo_url(row["photo"] or "", 640),
    )
