"""Do the books agree with themselves, with the orders, and with what was paid out? Each difference has a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Sum

from events.models import IS_OPEN, Delivery
from orders.models import Order, SellerOrder
from payments.ledger import accounts
from payments.ledger.models import Entry, Leg
from payments.ledger.selectors import balances, unbalanced_entries
from payments.models import PaymentAttempt
from payments.payouts.models import Payout
from payments.payouts.runs import booking_of
from payments.sales.models import Sale, SaleReturn, SaleReturnLine

BOOKS_SALES = "payments.handlers.book_sale"


@dataclass(frozen=True)
class Difference:
    """What is not as it should be: a stable code, what it is about, and both figures (đồng, or a count)."""

    code: str
    subject: str
    expected: int
    found: int


def differences() -> list[Difference]:
    """Everything that does not agree; none in sound books. Deliveries that are still on their way are waited for."""
    checks = (_unbalanced, _trial_balance, _unsold, _missold, _taken, _orders, _payouts)
    return [difference for check in checks for difference in check()]


def _unbalanced() -> Iterator[Difference]:
    for reference in unbalanced_entries():
        yield Difference("entry_unbalanced", reference, 0, 1)


def _trial_balance() -> Iterator[Difference]:
    sums: Counter[str] = Counter()
    for one in balances():
        sums[one.kind] += one.amount_vnd
    have, owe = sums["asset"] + sums["expense"], sums["liability"] + sums["income"]
    if have != owe:
        yield Difference("trial_balance", "all accounts", owe, have)


def _unsold() -> Iterator[Difference]:
    """Delivered and not booked, though nobody is about to; or booked and not delivered."""
    delivered = SellerOrder.objects.filter(state=SellerOrder.State.DELIVERED)
    sale = Sale.objects.filter(seller_order_id=OuterRef("pk"))
    on_its_way = set(Delivery.objects.filter(IS_OPEN, subscriber=BOOKS_SALES).values_list("aggregate_id", flat=True))
    for pk in delivered.filter(~Exists(sale)).order_by("pk").values_list("pk", flat=True):
        if f"seller_order:{pk}" not in on_its_way:
            yield Difference("sale_missing", f"seller_order:{pk}", 1, 0)
    part = delivered.filter(pk=OuterRef("seller_order_id"))
    for pk in Sale.objects.filter(~Exists(part)).order_by("pk").values_list("seller_order_id", flat=True):
        yield Difference("sale_of_nothing", f"seller_order:{pk}", 0, 1)


def _missold() -> Iterator[Difference]:
    """A sale's own legs say something else than the sale, or the sale something else than the part."""
    seller_leg = Q(legs__account__code__startswith="seller:")
    entries = Entry.objects.filter(kind="sale").annotate(net=Sum("legs__credit_vnd", filter=seller_leg))
    nets = dict(entries.values_list("seller_order_id", "net"))
    parts = {
        pk: goods + fee for pk, goods, fee in SellerOrder.objects.values_list("pk", "goods_vnd", "delivery_fee_vnd")
    }
    for sale in Sale.objects.order_by("pk").iterator():
        about = f"seller_order:{sale.seller_order_id}"
        if (nets.get(sale.seller_order_id) or 0) != sale.net_vnd:
            yield Difference("sale_booked_otherwise", about, sale.net_vnd, nets.get(sale.seller_order_id) or 0)
        sold = sale.goods_vnd + sale.delivery_fee_vnd
        if parts.get(sale.seller_order_id, sold) != sold:
            yield Difference("sale_differs_from_part", about, parts[sale.seller_order_id], sold)


def _taken() -> Iterator[Difference]:
    """Commission and taxes: what the sales took less what returns gave back is what the accounts hold."""
    columns = {accounts.COMMISSION: "commission_vnd", accounts.VAT: "vat_vnd", accounts.PIT: "pit_vnd"}
    for code, column in columns.items():
        booked = Leg.objects.filter(account__code=code, entry__kind__in=["sale", "sale_returned"])
        found = booked.aggregate(sum=Sum(F("credit_vnd") - F("debit_vnd")))["sum"] or 0
        expected = _sum(Sale, column) - _sum(SaleReturnLine, column)
        if expected != found:
            yield Difference("taken_otherwise", code, expected, found)


def _orders() -> Iterator[Difference]:
    """What is owed for an order: what came in, less what was sold, with what came back, less what was refunded."""
    owed: Counter[str] = Counter()
    paid = PaymentAttempt.objects.filter(state__in=[PaymentAttempt.State.CAPTURED, PaymentAttempt.State.SURPLUS])
    # Cash taken at the door comes and goes with its sale, below.
    for number, amount in paid.exclude(provider="cod").values_list("order_number", "amount_vnd"):
        owed[number] += amount
    for sale in Sale.objects.iterator():
        owed[sale.order_number] += (sale.buyer_paid_vnd if sale.payment_method == "cod" else 0) - sale.buyer_paid_vnd
    for number, amount in SaleReturn.objects.values_list("sale__order_number", "buyer_gets_vnd"):
        owed[number] += amount
    prefix = accounts.of_order("")
    refunds = Leg.objects.filter(account__code__startswith=prefix, entry__kind__startswith="refund")
    for code, given, taken in refunds.values_list("account__code", "debit_vnd", "credit_vnd"):
        owed[code.removeprefix(prefix)] += taken - given
    found = {one.code.removeprefix(prefix): one.amount_vnd for one in balances() if one.code.startswith(prefix)}
    known = set(Order.objects.filter(number__in=found).values_list("number", flat=True))
    for number in sorted(found.keys() | owed.keys()):
        if found.get(number, 0) != owed[number]:
            yield Difference("order_account", f"order:{number}", owed[number], found.get(number, 0))
        if number in found and number not in known:
            yield Difference("order_unknown", f"order:{number}", 0, found[number])


def _payouts() -> Iterator[Difference]:
    """A payout is worth its legs, and booked when it was sent."""
    worth = Sum(F("items__leg__credit_vnd") - F("items__leg__debit_vnd"))
    booked = dict(Entry.objects.filter(kind="payout").values_list("reference", "total_vnd"))
    for payout in Payout.objects.exclude(state=Payout.State.CANCELLED).annotate(worth=worth).order_by("pk"):
        about = f"payout:{payout.reference}"
        if payout.worth != payout.amount_vnd:
            yield Difference("payout_differs_from_legs", about, payout.worth or 0, payout.amount_vnd)
        expected = 0 if payout.state == Payout.State.PREPARED else payout.amount_vnd
        if booked.get(booking_of(payout), 0) != expected:
            yield Difference("payout_booked_otherwise", about, expected, booked.get(booking_of(payout), 0))


def _sum(model: type[Sale | SaleReturnLine], column: str) -> int:
    return model.objects.aggregate(sum=Sum(column))["sum"] or 0
