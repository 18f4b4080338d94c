"""What people, gateways and the clock do to one order, as commands over a case of its own; and how the case ends."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet, Sum
from django.test import Client

from base import clock
from base.money import Dong
from events.dispatcher import deliver, due
from events.models import Delivery, RecordedEvent
from orders.models import Order
from orders.services import OrderRequest, WantedLine, cancel_order, expire_order, place_order
from payments.ledger.models import Leg
from payments.models import PaymentAttempt
from payments.providers.outcome import Outcome
from payments.refunds import calling
from payments.refunds.asking_for import request_refund
from payments.refunds.models import Refund
from payments.services import settle, start_vnpay_payment
from sellers.models import StockRecord
from sellers.selectors import unexplained_stock
from sellers.services import count_stock

UNITS = 5
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Case:
    """An order for all but one unit of a product, and a try at paying it that the gateway has decided."""

    number: str
    token: str
    product_id: int
    stock_id: int
    reference: str
    amount: int
    other_request: str

    @property
    def order_events(self) -> list[str]:
        """Aggregates whose events are looked at."""
        parts = Order.objects.get(number=self.number).seller_orders.values_list("pk", flat=True)
        refunds = self.refunds.values_list("reference", flat=True)
        return [
            f"order:{self.number}",
            f"payment:{self.reference}",
            *(f"seller_order:{pk}" for pk in parts),
            *(f"refund:{reference}" for reference in refunds),
        ]

    @property
    def refunds(self) -> QuerySet[Refund]:
        """Money of the order on its way back."""
        return Refund.objects.filter(order_number=self.number)


def new_case(product_id: int) -> Case:
    """Count the product afresh and order it."""
    name = f"race-{next(_numbers)}"
    stock = StockRecord.objects.get(product_id=product_id)
    request = OrderRequest(name, (WantedLine(product_id, UNITS - 1),), "vnpay")
    order = place_order(request=request)
    start_vnpay_payment(
        order_number=order.number, amount=order.total, client_ip="127.0.0.1", return_url="http://localhost/tra-ve"
    )
    attempt = PaymentAttempt.objects.get(order_number=order.number)
    return Case(
        order.number, order.token, product_id, stock.pk, attempt.reference, order.total.amount, f"{name}-second"
    )


def paid_case(product_id: int) -> Case:
    """The same, but the money is in and the order has heard of it."""
    case = new_case(product_id)
    ipn(case)
    return case


def ipn(case: Case) -> None:
    """The gateway says that the money is in; the order hears of it."""
    settle(reference=case.reference, outcome=Outcome("captured", case.amount, "14000001", "00"))
    _hear(f"payment:{case.reference}", "PaymentCaptured")


def _hear(aggregate: str, name: str) -> None:
    for delivery in due(now=clock.now()).filter(aggregate_id=aggregate, event__name=name):
        deliver(delivery)


def return_page(case: Case) -> None:
    """The buyer's browser comes back and shows the order. It changes nothing."""
    assert Client().get(f"/don-hang/{case.number}/{case.token}/").status_code == 200


def expiry(case: Case) -> None:
    """The time for paying is over."""
    Order.objects.filter(number=case.number).update(reserved_until=clock.now() - timedelta(minutes=1))
    expire_order(order_number=case.number)


def buyer_cancel(case: Case) -> None:
    """The buyer has changed his mind; money that was in is set aside for him."""
    cancel_order(order_number=case.number, by="buyer")
    _hear(f"order:{case.number}", "RefundBecameDue")


def operator_cancel(case: Case) -> None:
    """An operator ends it; money that was in is set aside for the buyer."""
    cancel_order(order_number=case.number, by="operator", reason="Khách gọi chợ nhờ hủy đơn.")
    _hear(f"order:{case.number}", "RefundBecameDue")


def second_checkout(case: Case) -> None:
    """Somebody else wants more units than this order leaves."""
    place_order(request=OrderRequest(case.other_request, (WantedLine(case.product_id, 2),), "cod"))


def stock_edit(case: Case) -> None:
    """The producer counts: three can be bought on top of what is promised."""
    count_stock(stock_id=case.stock_id, available=3)


def refund(case: Case) -> None:
    """An operator gives three fifths of the money back: set aside, called for, done. Of unpaid orders nothing goes."""
    asked = request_refund(
        order_number=case.number,
        amount=Dong(case.amount * 3 // 5),
        reason="goodwill",
        request_key=f"desk-{next(_numbers)}",
    )
    calling._call(asked.pk, clock.now())


def gateway_gives_back(**call: object) -> Outcome:
    """The gateway's answer to every call for a refund, without a network."""
    return Outcome("reversed", call["amount_vnd"], f"1500{next(_numbers)}", "00")


def end_of(case: Case) -> dict[str, object]:
    """All that may differ between two ways through a case. Must be the same as after some order of its commands."""
    order = Order.objects.get(number=case.number)
    stock = StockRecord.objects.get(pk=case.stock_id)
    events = RecordedEvent.objects.filter(aggregate_id__in=case.order_events)
    booked = [f"captured:{case.reference}", *(f"refund:{one.reference}" for one in case.refunds)]
    legs = Leg.objects.filter(entry__reference__in=booked)
    attempt = PaymentAttempt.objects.get(reference=case.reference)
    open_deliveries = Delivery.objects.filter(aggregate_id__in=case.order_events).exclude(state="delivered")
    assert attempt.refunded_vnd == sum(case.refunds.values_list("amount_vnd", flat=True)) <= attempt.amount_vnd
    assert not unexplained_stock().filter(pk=case.stock_id).exists()
    return {
        "order": order.status,
        "paid": order.paid_at is not None,
        "parts": list(order.seller_orders.order_by("pk").values_list("state", flat=True)),
        "attempt": attempt.state,
        "refunds": sorted(case.refunds.values_list("amount_vnd", "state", "reason")),
        "stock": (stock.num_in_stock, stock.num_allocated),
        "other": Order.objects.filter(request_id=case.other_request).exists(),
        "events": Counter(events.values_list("name", flat=True)),
        "due_back": sum(e.payload["amount_vnd"] for e in events.filter(name="RefundBecameDue")),
        # What was refused, or must wait, waits in either order.
        "undelivered": Counter(open_deliveries.values_list("subscriber", "event__name")),
        "books": {
            account.replace(case.number, ""): moved
            for account, moved in legs.values("account__code")
            .annotate(moved=Sum(F("debit_vnd") - F("credit_vnd")))
            .values_list("account__code", "moved")
        },
    }


def look_at(number: str) -> Order:
    """What a careless program remembers of an order."""
    return Order.objects.get(number=number)


def careless_cancel(case: Case) -> None:
    """The control: a cancellation that believes what it read before, without lock and without condition."""
    order = look_at(case.number)
    if order.status != Order.Status.AWAITING_PAYMENT:
        return
    Order.objects.filter(pk=order.pk).update(status=Order.Status.CANCELLED)
    order.seller_orders.update(state="cancelled")
