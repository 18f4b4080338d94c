"""Everything that waits for an operator, as rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet

from base import clock
from catalogue.models import Product
from events.models import Delivery
from orders.claims.selectors import open_claims
from orders.models import SellerOrder
from payments.bank.selectors import unmatched
from payments.models import PaymentAttempt
from payments.reconciliation.selectors import open_differences
from payments.refunds.models import Refund
from sellers.models import Partner, StockRecord

#: A seller who has not taken an order on by then is called.
SLOW_AFTER = timedelta(hours=12)


def sellers_waiting() -> QuerySet[Partner]:
    """Stalls to approve, oldest first."""
    return Partner.objects.filter(state=Partner.State.PENDING).order_by("registered_at", "pk")


def listings_waiting() -> QuerySet[StockRecord]:
    """Listings to approve, with product and stall, oldest first."""
    waiting = StockRecord.objects.filter(product__listing=Product.Listing.SUBMITTED)
    return waiting.select_related("product", "partner").order_by("product__date_updated", "product_id")


def refunds_due() -> QuerySet[Refund]:
    """Money that a person has to give back, oldest first."""
    return Refund.objects.filter(state=Refund.State.BY_HAND).order_by("created_at", "pk")


def payments_held() -> QuerySet[PaymentAttempt]:
    """Money the gateway holds back, oldest first."""
    return PaymentAttempt.objects.filter(state=PaymentAttempt.State.HELD).order_by("settled_at", "pk")


def parked_by_subscriber() -> list[dict[str, Any]]:
    """[{subscriber, parked, since}]: where deliveries gave up, the longest waiting first."""
    parked = Delivery.objects.filter(state=Delivery.State.PARKED).values("subscriber")
    groups = parked.annotate(parked=Count("pk"), since=Min("event__occurred_at")).order_by("since")
    return [dict(group) for group in groups]


def slow_orders() -> QuerySet[SellerOrder]:
    """Sellers' parts that nobody has accepted for long, oldest first."""
    late = SellerOrder.objects.filter(state=SellerOrder.State.INCOMING, state_since__lt=clock.now() - SLOW_AFTER)
    return late.select_related("order", "seller").order_by("state_since", "pk")


def open_counts() -> dict[str, int]:
    """How much of each kind waits: one query a kind."""
    return {
        "held": payments_held().count(),
        "parked": Delivery.objects.filter(state=Delivery.State.PARKED).count(),
        "refund": refunds_due().count(),
        "claim": open_claims().count(),
        "transfer": unmatched().count(),
        "difference": open_differences().count(),
        "slow": slow_orders().count(),
        "seller": sellers_waiting().count(),
        "listing": listings_waiting().count(),
    }
