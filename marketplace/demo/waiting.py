"""What waits for the operator today: producers who want in, listings to look at, one of each sent back."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.demo.cast import register
from marketplace.demo.history import Life
from marketplace.demo.shelf import NewListing
from marketplace.demo.tables import Stall
from people.models import User
from sellers.services import refuse_product, refuse_seller


def apply(stall: Stall, applied_at: datetime, operator: User) -> Life:
    """A producer asks for a stall and waits, or learns why not."""
    yield applied_at
    seller = register(stall)
    yield applied_at + timedelta(hours=2)
    if stall.refusal:
        refuse_seller(seller_id=seller.pk, operator=operator, reason=stall.refusal)


def submit(listing: NewListing, sent_at: datetime, operator: User) -> Life:
    """A producer hands in a listing and waits, or learns why not."""
    yield sent_at
    product = listing.hand_in()
    yield sent_at + timedelta(hours=2)
    if listing.goods.refusal:
        refuse_product(product_id=product.pk, operator=operator, reason=listing.goods.refusal)
