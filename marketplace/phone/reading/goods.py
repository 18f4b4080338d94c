"""A seller's goods, as his phone shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from base.errors import NotFound
from base.money import Dong
from catalogue.models import Product
from catalogue.photo_names import photo_url
from sellers.models import StockRecord
from sellers.selectors import UNITS_LEFT

Listing = Product.Listing
#: From here on the producer is asked whether there is more.
LOW_STOCK = 3


@dataclass(frozen=True)
class State:
    """A state in words; `kind` names it for the page, `tone` and `icon` dress it."""

    kind: str
    words: str
    tone: str
    icon: str


class ShownGoods:
    """One listing with its stock and picture."""

    def __init__(self, stock: StockRecord) -> None:
        self.stock, self.product = stock, stock.product

    @property
    def left(self) -> int:
        """Units that buyers can still buy."""
        return int(self.stock.net_stock_level)

    @property
    def promised(self) -> int:
        """Units in open orders."""
        return self.stock.num_allocated

    @property
    def price(self) -> Dong:
        return self.stock.price_vnd

    def photo(self, width: int = 320) -> str:
        """Address of the photo, empty when there is none."""
        images = sorted(self.product.images.all(), key=lambda image: image.display_order)
        return photo_url(images[0].original.name, width) if images else ""

    @property
    def large_photo(self) -> str:
        return self.photo(640)

    @property
    def state(self) -> State:
        """What the producer should know of it first."""
        listing = self.product.listing
        if listing == Listing.LIVE:
            return self._live()
        return {
            Listing.SUBMITTED: State("submitted", _("Chờ duyệt"), "honey", "wait"),
            Listing.PAUSED: State("paused", _("Tạm ngưng"), "", "minus"),
            Listing.REFUSED: State("refused", _("Chưa được duyệt"), "bad", "warn"),
            Listing.DRAFT: State("draft", _("Nháp"), "", "edit"),
        }[Listing(listing)]

    def _live(self) -> State:
        if self.left == 0:
            return State("sold_out", _("Hết hàng"), "bad", "stock")
        return State("live", _("Đang bán"), "leaf", "check")


def goods_of(seller_id: int) -> QuerySet[StockRecord]:
    """All listings of a seller: what needs him first (refused), then waiting, on sale, paused; newest first."""
    urgency = Case(
        When(product__listing=Listing.REFUSED, then=Value(0)),
        When(product__listing=Listing.SUBMITTED, then=Value(1)),
        When(product__listing=Listing.LIVE, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return _own(seller_id).order_by(urgency, "-pk")


def own_goods(seller_id: int, product_id: int) -> ShownGoods:
    """One of the seller's own listings. Raises NotFound, for others' as for none."""
    stock = _own(seller_id).filter(product_id=product_id).first()
    if stock is None:
        raise NotFound
    return ShownGoods(stock)


def low_goods(seller_id: int, limit: int) -> list[ShownGoods]:
    """What is on sale and nearly or quite gone, least first."""
    low = _own(seller_id).filter(product__listing=Listing.LIVE).annotate(left=UNITS_LEFT).filter(left__lte=LOW_STOCK)
    return [ShownGoods(stock) for stock in low.order_by("left", "pk")[:limit]]


@dataclass(frozen=True)
class Counts:
    """How many listings are on sale, wait for the market, and need mending."""

    live: int
    submitted: int
    refused: int
    all: int


def counts_of(seller_id: int) -> Counts:
    """Listings of a seller by state."""
    kinds = {kind: Count("pk", filter=Q(product__listing=kind)) for kind in ("live", "submitted", "refused")}
    return Counts(**StockRecord.objects.filter(partner_id=seller_id).aggregate(**kinds, all=Count("pk")))


def _own(seller_id: int) -> QuerySet[StockRecord]:
    owned = StockRecord.objects.filter(partner_id=seller_id)
    return owned.select_related("product__main_category").prefetch_related("product__images")
