"""Reading claims."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from orders.claims.models import Claim, ClaimLine
from orders.transitions import CLAIM


def whole_claims() -> QuerySet[Claim]:
    """Claims with their part, order, stall, lines and photos."""
    lines = Prefetch("lines", ClaimLine.objects.select_related("line").order_by("line_id"))
    return Claim.objects.select_related("seller_order__order", "seller_order__seller", "decided_by").prefetch_related(
        lines, "photos"
    )


def open_claims() -> QuerySet[Claim]:
    """Claims that nobody has decided, what is due first in front."""
    return whole_claims().filter(state__in=CLAIM["grant"].sources).order_by("decision_due_at", "pk")


def decided_claims() -> QuerySet[Claim]:
    """The others, the newest first."""
    return whole_claims().exclude(state__in=CLAIM["grant"].sources).order_by("-opened_at", "-pk")


def claims_of_order(order_number: str) -> QuerySet[Claim]:
    """All claims about parts of an order, oldest first."""
    return whole_claims().filter(seller_order__order__number=order_number).order_by("pk")


def claims_to_answer(*, seller_id: int) -> QuerySet[Claim]:
    """What a seller has to answer, what is due first in front."""
    waiting = whole_claims().filter(seller_order__seller_id=seller_id, state__in=CLAIM["answer"].sources)
    return waiting.order_by("answer_due_at", "pk")


def claims_of_part(seller_order_id: int) -> QuerySet[Claim]:
    """All claims about one part, oldest first."""
    return whole_claims().filter(seller_order_id=seller_order_id).order_by("pk")
