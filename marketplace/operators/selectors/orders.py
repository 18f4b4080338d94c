"""Finding an order, and all that is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from base import clock
from base.errors import NotFound
from catalogue.folding import slugify_vietnamese
from events.selectors import history
from marketplace.operators.history import Step, in_words
from orders.claims.models import Claim
from orders.guards import NOT_STARTED, WITH_BUYERS
from orders.models import Line, Order, SellerOrder
from orders.transitions import ORDER
from payments.models import GatewayNotice, PaymentAttempt
from payments.refunds.models import Refund
from payments.selectors import refunds_of
from people.phones import InvalidPhone, to_e164

#: More notices than this of one order are a gateway gone mad, not something to read.
MOST_NOTICES = 50


def find_orders(*, text: str = "", status: str = "", day: date | None = None) -> QuerySet[Order]:
    """Orders, newest first, with their parts and sellers. `text` is a number, a phone number or a stall's name."""
    found = Order.objects.order_by("-date_placed", "-pk")
    if text:
        found = found.filter(_meant(text))
    if status:
        found = found.filter(status=status)
    if day:
        start, end = clock.market_day_bounds(day)
        found = found.filter(date_placed__gte=start, date_placed__lt=end)
    parts = SellerOrder.objects.select_related("seller").order_by("pk")
    return found.prefetch_related(Prefetch("seller_orders", parts))


def _meant(text: str) -> Q:
    try:
        return Q(buyer_phone=to_e164(text))
    except InvalidPhone:
        pass
    bare = "".join(text.split()).replace("-", "")
    if bare.upper().startswith("CD"):
        return Q(number__startswith=bare.upper())
    if bare.isascii() and bare.isdecimal():
        return Q(buyer_phone__endswith=bare)
    sellers = SellerOrder.objects.filter(seller__code__contains=slugify_vietnamese(text))
    return Q(pk__in=sellers.values("order_id"))


@dataclass(frozen=True)
class Dossier:
    """An order as an operator sees it: its history in words, every try at paying, every call of a gateway."""

    order: Order
    parts: Sequence[SellerOrder]
    steps: Sequence[Step]
    attempts: Sequence[PaymentAttempt]
    notices: Sequence[GatewayNotice]
    refunds: Sequence[Refund]

    @property
    def cancellable(self) -> bool:
        """Whether an operator may still end it: nothing was handed over."""
        gone = {part.state for part in self.parts} & WITH_BUYERS
        return self.order.status in ORDER["cancel_by_operator"].sources and not gone

    @property
    def started(self) -> bool:
        """Whether a seller has begun to work on it."""
        return not {part.state for part in self.parts} <= NOT_STARTED


def dossier(number: str) -> Dossier:
    """Everything about one order. Raises NotFound."""
    lines = Prefetch("lines", Line.objects.order_by("pk"))
    claims = Prefetch("claims", Claim.objects.order_by("pk"))
    parts = (
        SellerOrder.objects.select_related("seller", "cod_collection").prefetch_related(lines, claims).order_by("pk")
    )
    order = Order.objects.prefetch_related(Prefetch("seller_orders", parts)).filter(number=number).first()
    if order is None:
        raise NotFound
    own = list(order.seller_orders.all())
    attempts = list(PaymentAttempt.objects.filter(order_number=number).order_by("created_at", "pk"))
    refunds = refunds_of(number)
    references = [attempt.reference for attempt in attempts]
    aggregates = [f"seller_order:{part.pk}" for part in own] + [f"payment:{ref}" for ref in references]
    aggregates += [f"claim:{claim.pk}" for part in own for claim in part.claims.all()]
    aggregates += [f"refund:{refund.reference}" for refund in refunds]
    return Dossier(
        order=order,
        parts=own,
        steps=in_words(history(f"order:{number}", *aggregates), {part.seller_id: part.seller.name for part in own}),
        attempts=attempts,
        refunds=refunds,
        notices=list(GatewayNotice.objects.filter(reference__in=references).order_by("-pk")[:MOST_NOTICES]),
    )
