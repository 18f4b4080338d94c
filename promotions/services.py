"""Giving a voucher out, ending it, and the uses of it that orders take and give back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Least
from oscar.apps.offer.models import Condition

from base.errors import InvalidInput
from base.money import LARGEST_PAYMENT, Dong
from people.hashing import keyed_hash
from promotions.errors import VoucherEnded, VoucherUsed, VoucherUsedByBuyer
from promotions.offers.models import Benefit, ConditionalOffer, Range
from promotions.selectors import tidy, why_closed
from promotions.vouchers.models import Voucher, VoucherApplication

CODE = re.compile(r"[A-Z0-9]{4,20}", re.ASCII)
#: Something is left to pay, so that every order can be paid and every part of it booked.
MOST_PERCENT = 90


@dataclass(frozen=True)
class VoucherTerms:
    """A voucher as an operator gives it out: `percent` or `amount` off, of goods worth at least `minimum`.

    Over goods of a category and of these sellers; of everything when neither is named. `borne_by` is the seller who
    bears it, None is the market. `most_orders` bounds how many orders may use it; None does not.
    """

    code: str
    name: str
    begins: datetime
    ends: datetime
    usage: str = Voucher.MULTI_USE
    percent: int | None = None
    amount: Dong | None = None
    minimum: Dong = Dong(0)
    category_id: int | None = None
    seller_ids: tuple[int, ...] = ()
    borne_by: int | None = None
    most_orders: int | None = None

    def check(self) -> None:
        """Raises InvalidInput naming every field that cannot be right."""
        wrong = self._wrong_value()
        if not CODE.fullmatch(tidy(self.code)):
            wrong["code"] = "invalid"
        if not self.name.strip() or len(self.name) > 100:
            wrong["name"] = "required"
        if self.ends <= self.begins:
            wrong["ends"] = "before_begin"
        if self.usage not in dict(Voucher.USAGE_CHOICES):
            wrong["usage"] = "unknown"
        if self.most_orders is not None and self.most_orders < 1:
            wrong["most_orders"] = "too_low"
        if self.borne_by is not None and self.seller_ids != (self.borne_by,):
            # A producer pays for nobody else's goods.
            wrong["borne_by"] = "own_goods_only"
        if wrong:
            raise InvalidInput(wrong)

    def _wrong_value(self) -> dict[str, str]:
        if (self.percent is None) == (self.amount is None):
            return {"value": "one_of_two"}
        if self.percent is not None:
            return {} if 1 <= self.percent <= MOST_PERCENT else {"percent": "out_of_range"}
        amount = self.amount.amount if self.amount else 0
        if not 1 <= amount <= LARGEST_PAYMENT:
            return {"amount": "out_of_range"}
        return {} if amount * 100 <= self.minimum.amount * MOST_PERCENT else {"minimum": "too_low"}


@transaction.atomic
def make_voucher(*, terms: VoucherTerms) -> Voucher:
    """Write a voucher with its offer in Oscar's tables. Terms are not changed afterwards: end it and make another.

    Raises InvalidInput, also for a code that was given out before.
    """
    terms.check()
    try:
        with transaction.atomic():
            voucher = Voucher.objects.create(
                # Oscar's names are unique; operators' need not be.
                name=f"{tidy(terms.code)} {terms.name.strip()}",
                code=tidy(terms.code),
                usage=terms.usage,
                start_datetime=terms.begins,
                end_datetime=terms.ends,
                most_orders=1 if terms.usage == Voucher.SINGLE_USE else terms.most_orders,
            )
    except IntegrityError:
        raise InvalidInput({"code": "taken"}) from None
    voucher.offers.add(_offer(voucher.name, terms))
    return voucher


def end_voucher(*, voucher_id: int, now: datetime) -> None:
    """No order takes a use of it any more; those that did keep their discount. Raises VoucherEnded when it was over."""
    still = Voucher.objects.filter(pk=voucher_id, end_datetime__gt=now)
    if not still.update(end_datetime=now, start_datetime=Least("start_datetime", now)):
        raise VoucherEnded(voucher=Voucher.objects.values_list("code", flat=True).get(pk=voucher_id))


class NotInTransaction(RuntimeError):
    """A use is taken only together with the order that takes it."""


def take_use(*, voucher: Voucher, order_id: int, buyer: str, user_id: int | None, now: datetime | None) -> None:
    """Let an order hold a use of a voucher, in the transaction that writes the order.

    The condition is in the UPDATE, so of many orders at once as many get one as there are. `buyer` is a phone number;
    `now` is None for an order that was in time and comes back. Raises VoucherNotBegun, VoucherEnded, VoucherUsed,
    VoucherUsedByBuyer.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction
    free = Voucher.objects.filter(Q(most_orders=None) | Q(num_orders__lt=F("most_orders")), pk=voucher.pk)
    if now is not None:
        free = free.filter(start_datetime__lte=now, end_datetime__gt=now)
    if not free.update(num_orders=F("num_orders") + 1):
        voucher.refresh_from_db()
        raise (now and why_closed(voucher, now)) or VoucherUsed(voucher=voucher.code)
    once = voucher.usage == Voucher.ONCE_PER_CUSTOMER
    use = VoucherApplication(
        voucher=voucher, order_id=order_id, user_id=user_id, buyer=_known_as(voucher, buyer) if once else ""
    )
    # Who used it before is in the way by UNIQUE voucher_once_per_buyer, and not by an error that ends the transaction.
    VoucherApplication.objects.bulk_create([use], ignore_conflicts=True)
    if not VoucherApplication.objects.filter(order_id=order_id).exists():
        raise VoucherUsedByBuyer(voucher=voucher.code)


def give_back_use(*, order_id: int) -> None:
    """An order came to nothing: whatever voucher it holds a use of is free again. Twice gives back once."""
    for pk, voucher_id in VoucherApplication.objects.filter(order_id=order_id).values_list("pk", "voucher_id"):
        if VoucherApplication.objects.filter(pk=pk).delete()[0]:
            Voucher.objects.filter(pk=voucher_id).update(num_orders=F("num_orders") - 1)


def _known_as(voucher: Voucher, buyer: str) -> str:
    return keyed_hash("voucher-buyer", str(voucher.pk), buyer)


def _offer(name: str, terms: VoucherTerms) -> ConditionalOffer:
    goods = Range.objects.create(name=name, includes_all_products=terms.category_id is None)
    goods.sellers.set(terms.seller_ids)
    if terms.category_id is not None:
        goods.included_categories.set([terms.category_id])
    off = terms.amount.to_decimal() if terms.amount else terms.percent
    return ConditionalOffer.objects.create(
        name=name,
        offer_type=ConditionalOffer.VOUCHER,
        max_basket_applications=1,
        borne_by_id=terms.borne_by,
        # At least one đồng's worth: Oscar's condition has to be about something.
        condition=Condition.objects.create(type=Condition.VALUE, range=goods, value=max(terms.minimum.amount, 1)),
        benefit=Benefit.objects.create(
            type=Benefit.FIXED if terms.amount else Benefit.PERCENTAGE, range=goods, value=off
        ),
    )
