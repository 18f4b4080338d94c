"""Reading one product and one stall for their own pages."""

from __future__ import annotations

from base.errors import NotFound
from catalogue.models import Product, ProductImage
from sellers.models import Partner, StockRecord


def stock_on_sale(product_id: int) -> StockRecord:
    """A live product of an open stall, with product, category and seller. Raises NotFound."""
    found = (
        StockRecord.objects.filter(
            product_id=product_id, product__listing=Product.Listing.LIVE, partner__state=Partner.State.APPROVED
        )
        .select_related("product__main_category", "partner")
        .first()
    )
    if found is None:
        raise NotFound(product_id=product_id)
    return found


def photos_of(product_id: int) -> list[str]:
    """Names of the largest files of a product's photos, in order."""
    images = ProductImage.objects.filter(product_id=product_id).order_by("display_order")
    return list(images.values_list("original", flat=True))


def open_stall(slug: str) -> Partner:
    """An approved seller. Raises NotFound."""
    found = Partner.objects.filter(code=slug, state=Partner.State.APPROVED).first()
    if found is None:
        raise NotFound(seller=slug)
    return found


def stall_with_a_story(day: int) -> Partner | None:
    """An approved seller who tells something of himself; another one each day (`day` is any running number)."""
    told = Partner.objects.filter(state=Partner.State.APPROVED).exclude(story="").exclude(portrait="").order_by("pk")
    count = told.count()
    return told[day % count] if count else None
