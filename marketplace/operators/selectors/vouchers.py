"""Vouchers as the desk lists them: terms in words, uses, and what they have cost whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base.money import Dong
from marketplace.design.words import dong, number
from orders.models import Order, OrderDiscount
from promotions.offers.models import Benefit, ConditionalOffer
from promotions.selectors import why_closed
from promotions.vouchers.models import Voucher

#: Orders that came to nothing cost nobody anything.
NOTHING_CAME = (Order.Status.CANCELLED, Order.Status.EXPIRED)
#: Why it is closed -> how its tag reads.
TAGS = {
    "": (gettext_noop("Đang dùng"), "leaf", "check"),
    "voucher_not_begun": (gettext_noop("Chưa tới ngày"), "honey", "clock"),
    "voucher_ended": (gettext_noop("Đã hết hạn"), "", "x"),
    "voucher_used": (gettext_noop("Hết lượt"), "", "x"),
}
#: How often -> the same in a few words.
USAGES = {
    Voucher.SINGLE_USE: gettext_noop("một lần duy nhất"),
    Voucher.ONCE_PER_CUSTOMER: gettext_noop("mỗi người một lần"),
    Voucher.MULTI_USE: gettext_noop("nhiều lần"),
}


@dataclass(frozen=True)
class ShownVoucher:
    """A voucher with its one offer; `given` is what it took off orders that stand, as ordered."""

    voucher: Voucher
    offer: ConditionalOffer
    given: Dong
    closed: str

    @property
    def label(self) -> str:
        """What the operator wrote beside the code."""
        return str(self.voucher.name).removeprefix(f"{self.voucher.code} ")

    @property
    def usage(self) -> str:
        """How often anybody may use it."""
        return _(USAGES[self.voucher.usage])

    @property
    def off(self) -> str:
        """`10%` or `40.000 ₫`, and from how much on."""
        benefit, least = self.offer.benefit, int(self.offer.condition.value)
        value = f"{number(int(benefit.value))}%" if benefit.type == Benefit.PERCENTAGE else dong(int(benefit.value))
        return _("%(off)s, mua từ %(least)s") % {"off": value, "least": dong(least)} if least > 1 else value

    @property
    def goods(self) -> str:
        """Of what."""
        chosen = self.offer.benefit.range
        names = [_(one.name) for one in chosen.included_categories.all()]
        names += [one.name for one in chosen.sellers.all()]
        return ", ".join(names) or _("Mọi món")

    @property
    def bearer(self) -> str:
        """Out of whose money."""
        return str(self.offer.borne_by.name) if self.offer.borne_by else _("Chợ")

    @property
    def uses(self) -> str:
        """`3 / 100`, or `3`."""
        held, most = self.voucher.num_orders, self.voucher.most_orders
        return number(held) if most is None else f"{number(held)} / {number(most)}"

    @property
    def last_day(self) -> datetime:
        """A moment in the last day on which it is good."""
        return self.voucher.end_datetime - timedelta(microseconds=1)

    @property
    def tag(self) -> tuple[str, str, str]:
        """Words, tone, icon."""
        words, tone, icon = TAGS[self.closed]
        return _(words), tone, icon

    @property
    def can_end(self) -> bool:
        """Whether there is anything left to end."""
        return self.closed != "voucher_ended"


def shown_vouchers(found: Iterable[Voucher], now: datetime) -> list[ShownVoucher]:
    """Vouchers of a page, with one question for what they have cost."""
    listed = list(found)
    standing = OrderDiscount.objects.filter(voucher_id__in=[one.pk for one in listed])
    sums = standing.exclude(order__status__in=NOTHING_CAME).values_list("voucher_id").annotate(sum=Sum("amount"))
    given = {pk: Dong.from_decimal(amount) for pk, amount in sums}
    return [_shown(one, given.get(one.pk, Dong(0)), now) for one in listed]


def _shown(voucher: Voucher, given: Dong, now: datetime) -> ShownVoucher:
    closed = why_closed(voucher, now)
    return ShownVoucher(voucher, voucher.offers.all()[0], given, closed.code if closed else "")
