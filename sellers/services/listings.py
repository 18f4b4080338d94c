"""A producer lists goods; an operator lets them on the market; the producer edits, pauses, sells out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from base import clock
from base.errors import Conflict, InvalidInput
from base.money import Dong
from catalogue.folding import slugify_vietnamese
from catalogue.models import LONGEST_TITLE, Category, Product, ProductCategory, ProductClass, ProductImage
from catalogue.photo_names import original_name
from events.catalogue import (
    ProductChanged,
    ProductListed,
    ProductPaused,
    ProductRefused,
    ProductResumed,
    ProductSubmitted,
)
from events.outbox import record
from people.models import User
from sellers.errors import SellerNotOpen
from sellers.models import Partner, StockRecord
from sellers.services.stock import count_stock, open_stock

Listing = Product.Listing
#: What one unit may cost, in đồng: under it a zero was forgotten, over it one was typed too many.
LOWEST_PRICE, HIGHEST_PRICE = 1_000, 100_000_000
MOST_UNITS = 100_000


@dataclass(frozen=True)
class ListingInput:
    """What a producer says of a product. Price in đồng per unit; quantity in units."""

    title: str
    price: Dong
    unit: str
    quantity: int
    category_id: int
    description: str = ""
    ingredients: str = ""
    storage: str = ""

    def check(self) -> None:
        """Raises InvalidInput naming every field that cannot be right."""
        wrong: dict[str, str] = {}
        if not self.title.strip():
            wrong["title"] = "required"
        elif len(self.title) > LONGEST_TITLE:
            wrong["title"] = "too_long"
        if self.price.amount < LOWEST_PRICE:
            wrong["price"] = "too_low"
        elif self.price.amount > HIGHEST_PRICE:
            wrong["price"] = "too_high"
        if not 0 <= self.quantity <= MOST_UNITS:
            wrong["quantity"] = "out_of_range"
        if not self.unit.strip() or len(self.unit) > 40:
            wrong["unit"] = "invalid"
        if wrong:
            raise InvalidInput(wrong)


@transaction.atomic
def list_product(*, seller_id: int, listing: ListingInput, photo_stem: str = "") -> Product:
    """Write a listing that waits for an operator. Raises InvalidInput, SellerNotOpen."""
    listing.check()
    if not Partner.objects.filter(pk=seller_id, state=Partner.State.APPROVED).exists():
        raise SellerNotOpen(seller_id=seller_id)
    product = Product(
        product_class=goods_class(), structure=Product.STANDALONE, listing=Listing.SUBMITTED, is_public=False
    )
    _fill(product, listing)
    product.save()
    _categorise(product, listing.category_id)
    stock = StockRecord.objects.create(
        product=product,
        partner_id=seller_id,
        partner_sku=f"{seller_id}-{product.pk}",
        price=listing.price.to_decimal(),
        num_in_stock=listing.quantity,
    )
    open_stock(stocks=[stock])
    if photo_stem:
        set_photo(product_id=product.pk, photo_stem=photo_stem)
    record(ProductSubmitted(product.pk, seller_id))
    return product


@transaction.atomic
def change_product(*, product_id: int, listing: ListingInput, photo_stem: str = "") -> None:
    """Change a listing. A live one stays live; a refused one is handed in again. Raises InvalidInput."""
    listing.check()
    stock = StockRecord.objects.select_related("product").get(product_id=product_id)
    product = stock.product
    handed_in_again = product.listing == Listing.REFUSED
    if handed_in_again:
        product.listing, product.refusal_reason = Listing.SUBMITTED, ""
    _fill(product, listing)
    product.version += 1
    product.save()
    _categorise(product, listing.category_id)
    StockRecord.objects.filter(pk=stock.pk).update(price=listing.price.to_decimal())
    if photo_stem:
        set_photo(product_id=product.pk, photo_stem=photo_stem)
    if handed_in_again:
        record(ProductSubmitted(product.pk, stock.partner_id))
    record(ProductChanged(product.pk, stock.partner_id, price_vnd=listing.price.amount))
    if listing.quantity != stock.net_stock_level:
        count_stock(stock_id=stock.pk, available=listing.quantity)


@transaction.atomic
def approve_product(*, product_id: int, operator: User | None) -> None:
    """Let a listing on the market. Raises Conflict when it does not wait for approval."""
    _move(product_id, {Listing.SUBMITTED}, Listing.LIVE, listed_at=clock.now(), refusal_reason="")
    stock = StockRecord.objects.select_related("product__main_category").get(product_id=product_id)
    category = stock.product.main_category
    record(
        ProductListed(
            product_id,
            stock.partner_id,
            category_slug=category.slug if category else "",
            price_vnd=stock.price_vnd.amount,
        )
    )


@transaction.atomic
def refuse_product(*, product_id: int, operator: User | None, reason: str) -> None:
    """Do not let a listing on the market, with a reason the producer can act on. Raises Conflict, InvalidInput."""
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    _move(product_id, {Listing.SUBMITTED, Listing.LIVE}, Listing.REFUSED, refusal_reason=reason.strip()[:300])
    record(ProductRefused(product_id, _seller_of(product_id)))


@transaction.atomic
def pause_product(*, product_id: int) -> None:
    """Take a live listing off the market for a while. Raises Conflict when it is not live."""
    _move(product_id, {Listing.LIVE}, Listing.PAUSED)
    record(ProductPaused(product_id, _seller_of(product_id)))


@transaction.atomic
def resume_product(*, product_id: int) -> None:
    """Put a paused listing back. Raises Conflict when it is not paused."""
    _move(product_id, {Listing.PAUSED}, Listing.LIVE)
    record(ProductResumed(product_id, _seller_of(product_id)))


def mark_sold_out(*, product_id: int) -> None:
    """Nothing is left to buy; what is promised to open orders stays promised."""
    count_stock(stock_id=StockRecord.objects.values_list("pk", flat=True).get(product_id=product_id), available=0)


def set_photo(*, product_id: int, photo_stem: str) -> None:
    """Make a stored photo (stem, see catalogue.photo_names) the product's first and only one."""
    ProductImage.objects.filter(product_id=product_id).delete()
    ProductImage.objects.create(product_id=product_id, original=original_name(photo_stem), display_order=0)


def goods_class() -> ProductClass:
    """The one product class of the market: parcels whose stock is counted."""
    found, _ = ProductClass.objects.get_or_create(
        slug="hang-hoa", defaults={"name": "Hàng hóa", "track_stock": True, "requires_shipping": True}
    )
    return found


def _fill(product: Product, listing: ListingInput) -> None:
    product.title = listing.title.strip()
    product.slug = slugify_vietnamese(product.title)
    product.unit = listing.unit.strip()
    product.description = listing.description.strip()
    product.ingredients, product.storage = listing.ingredients.strip(), listing.storage.strip()


def _categorise(product: Product, category_id: int) -> None:
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise InvalidInput({"category_id": "unknown"})
    ProductCategory.objects.filter(product=product).exclude(category=category).delete()
    ProductCategory.objects.get_or_create(product=product, category=category)
    Product.objects.filter(pk=product.pk).update(main_category=category)


def _move(product_id: int, sources: set[Listing], target: Listing, **changes: object) -> None:
    moved = Product.objects.filter(pk=product_id, listing__in=sources).update(
        listing=target, is_public=target == Listing.LIVE, version=F("version") + 1, **changes
    )
    if not moved:
        raise Conflict(product_id=product_id, target=target)


def _seller_of(product_id: int) -> int:
    return StockRecord.objects.values_list("partner_id", flat=True).get(product_id=product_id)
