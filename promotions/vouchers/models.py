"""Codes that buyers type, how often each may be used, and which orders hold a use."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from oscar.apps.voucher.abstract_models import AbstractVoucher, AbstractVoucherApplication


class Voucher(AbstractVoucher):
    """Oscar's voucher. `num_orders` are the orders that hold a use now: it counts, and the database bounds it."""

    # How many orders may use it at most; null is any number.
    most_orders = models.PositiveIntegerField(null=True, blank=True)

    class Meta(AbstractVoucher.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(most_orders__isnull=True) | Q(num_orders__lte=F("most_orders")),
                name="voucher_not_overused",
            ),
            models.CheckConstraint(
                condition=~Q(usage=AbstractVoucher.SINGLE_USE) | Q(most_orders=1), name="voucher_single_use_is_one"
            ),
        ]

    @property
    def used_up(self) -> bool:
        """Whether as many orders hold a use as may."""
        return self.most_orders is not None and self.num_orders >= self.most_orders

    def is_available_to_user(self, user: Any = None) -> tuple[bool, str]:
        """Oscar's question before it applies an offer. Who the buyer is, is known when he orders: services.take_use."""
        return not self.used_up, ""


class VoucherApplication(AbstractVoucherApplication):
    """That an order holds a use of a voucher. The row goes when the use is given back."""

    # Who used it, hashed with the market's key; empty unless the voucher is good once for each buyer.
    buyer = models.CharField(max_length=64, blank=True)

    class Meta(AbstractVoucherApplication.Meta):
        constraints = [
            models.UniqueConstraint(fields=["order"], name="one_voucher_per_order"),
            models.UniqueConstraint(fields=["voucher", "buyer"], condition=~Q(buyer=""), name="voucher_once_per_buyer"),
        ]


from oscar.apps.voucher.models import *
