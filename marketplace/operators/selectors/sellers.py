"""Stalls and listings as operators look through them."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from catalogue.folding import slugify_vietnamese
from catalogue.models import Product, ProductImage
from events.selectors import history
from marketplace.operators.history import Step, in_words
from sellers.models import Partner, StockRecord


def find_sellers(*, state: str = "", text: str = "") -> QuerySet[Partner]:
    """Stalls, the newest first (those that wait: the oldest first), with how many goods are live."""
    found = Partner.objects.annotate(
        live_goods=Count("stockrecords", filter=Q(stockrecords__product__listing=Product.Listing.LIVE))
    )
    if state:
        found = found.filter(state=state)
    if text:
        # Slugs are folded, so a stall is found without its accents.
        found = found.filter(code__contains=slugify_vietnamese(text))
    waiting = state == Partner.State.PENDING
    return found.order_by("registered_at" if waiting else "-registered_at", "pk")


def seller_counts() -> dict[str, int]:
    """How many stalls are in each state."""
    return dict(Partner.objects.order_by().values_list("state").annotate(Count("pk")))


def seller_history(seller: Partner) -> list[Step]:
    """What happened to a stall, oldest first."""
    return in_words(history(f"seller:{seller.pk}"), {seller.pk: seller.name})


def find_listings(*, state: str, text: str = "", seller_id: int | None = None) -> QuerySet[StockRecord]:
    """Listings with product, photo and stall; those that wait oldest first, all others by what changed last."""
    found = StockRecord.objects.filter(product__listing=state).select_related("product__main_category", "partner")
    if seller_id is not None:
        found = found.filter(partner_id=seller_id)
    if text:
        words = slugify_vietnamese(text)
        found = found.filter(Q(product__slug__contains=words) | Q(partner__code__contains=words))
    photos = Prefetch("product__images", ProductImage.objects.order_by("display_order", "pk"))
    changed = "product__date_updated" if state == Product.Listing.SUBMITTED else "-product__date_updated"
    return found.prefetch_related(photos).order_by(changed, "pk")


def listing_counts() -> dict[str, int]:
    """How many listings are in each state."""
    return dict(Product.objects.order_by().values_list("listing").annotate(Count("pk")))


def next_waiting(*, after: int) -> int | None:
    """The listing to look at next in the queue once this one is decided; None when the queue is empty."""
    waiting = StockRecord.objects.filter(product__listing=Product.Listing.SUBMITTED).exclude(product_id=after)
    return waiting.order_by("product__date_updated", "pk").values_list("product_id", flat=True).first()
