"""What lies in a basket, read afresh each time: prices, stock and fees as they are now, grouped by seller."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.urls import reverse
from oscar.apps.basket.models import Basket, Line

from base.money import Dong, total
from catalogue.models import Product, ProductImage
from catalogue.photo_names import photo_url
from catalogue.units import grams_of
from marketplace.storefront.buying.vouchers import Goods, VoucherShown, voucher_shown
from orders.services import WantedLine
from orders.services.placing import MOST_UNITS_OF_ONE
from places.register import communes
from sellers.delivery import SOMEWHERE, Destination, zone_of
from sellers.models import Partner

#: Why a line cannot be ordered as it lies there.
GONE, SOLD_OUT, TOO_FEW = "gone", "sold_out", "too_few"


@dataclass(frozen=True)
class BasketLine:
    """One product. `quantity` is what the buyer wants, `available` what is left; `old_price` when it has changed."""

    product_id: int
    title: str
    url: str
    image_url: str
    unit: str
    price: Dong
    old_price: Dong | None
    quantity: int
    available: int
    on_sale: bool

    @property
    def problem(self) -> str:
        """GONE, SOLD_OUT, TOO_FEW, or nothing."""
        if not self.on_sale:
            return GONE
        if self.available < 1:
            return SOLD_OUT
        return TOO_FEW if self.available < self.quantity else ""

    @property
    def amount(self) -> Dong:
        """What the wanted units cost."""
        return self.price * self.quantity


@dataclass(frozen=True)
class Parcel:
    """What one seller will send."""

    seller: Partner
    seller_url: str
    commune_name: str
    lines: tuple[BasketLine, ...]
    to: Destination = SOMEWHERE
    # What the voucher takes off these goods.
    discount: Dong = Dong(0)

    @cached_property
    def goods(self) -> Dong:
        """Lines that can be ordered."""
        return total([line.amount for line in self.lines if not line.problem])

    @cached_property
    def fee(self) -> Dong:
        """Delivery; nothing while nothing can be ordered."""
        if not self.goods:
            return Dong(0)
        grams = sum(grams_of(line.unit) * line.quantity for line in self.lines if not line.problem)
        return self.seller.delivery_fee(self.goods, zone=zone_of(self.seller, self.to), grams=grams)

    @property
    def free_from(self) -> int | None:
        """Worth of goods (đồng) from which this seller delivers free of charge."""
        return self.seller.free_delivery_from_vnd if self.seller.delivery_fee_vnd else None

    @property
    def missing_for_free(self) -> Dong | None:
        """How much more travels free; None when it already does, or never will."""
        if self.free_from is None or not self.goods or not self.fee:
            return None
        return Dong(self.free_from) - self.goods


@dataclass(frozen=True)
class Contents:
    """Everything in a basket."""

    parcels: tuple[Parcel, ...] = ()
    voucher: VoucherShown | None = None

    @cached_property
    def lines(self) -> list[BasketLine]:
        """All lines, parcel by parcel."""
        return [line for parcel in self.parcels for line in parcel.lines]

    @cached_property
    def problems(self) -> list[BasketLine]:
        """Lines that cannot be ordered as they lie there."""
        return [line for line in self.lines if line.problem]

    @property
    def anything_left(self) -> bool:
        """Whether something of it can be bought, perhaps less than wanted."""
        return any(line.problem in ("", TOO_FEW) for line in self.lines)

    @cached_property
    def goods(self) -> Dong:
        """Goods that can be ordered."""
        return total([parcel.goods for parcel in self.parcels])

    @cached_property
    def fees(self) -> Dong:
        """Delivery of all parcels."""
        return total([parcel.fee for parcel in self.parcels])

    @cached_property
    def total(self) -> Dong:
        """What the buyer pays."""
        return self.goods + self.fees - self.discount

    @property
    def discount(self) -> Dong:
        """What the voucher takes off."""
        return self.voucher.amount if self.voucher else Dong(0)

    @property
    def voucher_code(self) -> str:
        """The code that takes something off; nothing when none does."""
        return self.voucher.code if self.voucher and self.voucher.amount else ""

    @property
    def units(self) -> dict[int, int]:
        """{product id: wanted units}."""
        return {line.product_id: line.quantity for line in self.lines}

    @property
    def wanted(self) -> tuple[WantedLine, ...]:
        """The same, as an order asks for it."""
        return tuple(WantedLine(line.product_id, line.quantity) for line in self.lines)


def read_contents(basket: Basket | None, to: Destination = SOMEWHERE) -> Contents:
    """Three queries, whatever lies in it, and more for a voucher; delivery costs what it costs to where it goes."""
    if basket is None:
        return Contents()
    rows = _rows(basket)
    prefetch_related_objects([row.stockrecord.partner for row in rows], "delivery_rates")
    photos = _photos([row.product_id for row in rows])
    by_seller: dict[Partner, list[BasketLine]] = {}
    for row in rows:
        line = _line(row, photos.get(row.product_id, ""))
        by_seller.setdefault(row.stockrecord.partner, []).append(line)
    voucher = voucher_shown(rows[0].voucher_id, _goods(rows)) if rows and rows[0].voucher_id else None
    return Contents(tuple(_parcel(seller, lines, to, voucher) for seller, lines in by_seller.items()), voucher)


def goods_of(basket: Basket) -> Goods:
    """What of a basket can be ordered: stock records and units."""
    return _goods(_rows(basket))


def _rows(basket: Basket) -> list[Line]:
    lines = Line.objects.filter(basket=basket).select_related("product", "stockrecord__partner")
    # Asked along with the lines, for most baskets hold none.
    held = Basket.vouchers.through.objects.filter(basket=OuterRef("basket")).values("voucher")[:1]
    return list(lines.annotate(voucher_id=Subquery(held)).order_by("date_created"))


def _goods(rows: list[Line]) -> Goods:
    for row in rows:
        row.stockrecord.product = row.product
    return [(row.stockrecord, row.quantity) for row in rows if not _line(row, "").problem]


def _photos(product_ids: list[int]) -> dict[int, str]:
    images = ProductImage.objects.filter(product_id__in=product_ids).order_by("-display_order")
    return dict(images.values_list("product_id", "original"))


def _line(row: Line, photo: str) -> BasketLine:
    product, stock = row.product, row.stockrecord
    on_sale = product.listing == Product.Listing.LIVE and stock.partner.state == Partner.State.APPROVED
    put_in_at = Dong.from_decimal(row.price_incl_tax)
    return BasketLine(
        product_id=product.pk,
        title=product.title,
        url=reverse("storefront:product", args=[product.slug, product.pk]),
        image_url=photo_url(photo),
        unit=product.unit,
        price=stock.price_vnd,
        old_price=put_in_at if put_in_at != stock.price_vnd else None,
        quantity=row.quantity,
        available=min(stock.net_stock_level, MOST_UNITS_OF_ONE),
        on_sale=on_sale,
    )


def _parcel(seller: Partner, lines: list[BasketLine], to: Destination, voucher: VoucherShown | None) -> Parcel:
    commune = communes().get(seller.commune_code)
    url = reverse("storefront:seller", args=[seller.code])
    off = voucher.discounts.of_seller(seller.pk) if voucher else Dong(0)
    return Parcel(seller, url, commune.full_name if commune else "", tuple(lines), to, off)
