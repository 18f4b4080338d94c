"""A claim as an operator reads it, and what he decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base import clock
from base.money import Dong
from marketplace.design.fields import DongField
from marketplace.design.words import dong
from marketplace.operators.spans import in_words
from orders.claims.amounts import Most, most_to_give_back
from orders.claims.models import LONGEST_WORDS, Claim
from orders.models import Order, SellerOrder
from orders.transitions import CLAIM


@dataclass(frozen=True)
class ShownClaim:
    """One of `orders.claims.selectors.whole_claims`."""

    claim: Claim

    @property
    def part(self) -> SellerOrder:
        return self.claim.seller_order

    @property
    def order(self) -> Order:
        return self.part.order

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.claim.state in CLAIM["grant"].sources

    @cached_property
    def most(self) -> Most:
        """What can be given back."""
        return most_to_give_back(self.claim, self.part)

    @property
    def overdue(self) -> bool:
        return self.claim.decision_due_at < clock.now()

    @property
    def answer_overdue(self) -> bool:
        """Whether the producer let his time pass."""
        return self.claim.state == Claim.State.OPENED and self.claim.answer_due_at < clock.now()

    @property
    def left(self) -> str:
        """How long until the decision is due, or since."""
        return in_words(abs(self.claim.decision_due_at - clock.now()))


class ClaimForm(forms.Form):
    """Give back, how much, or not; and the words that buyer and producer read."""

    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("grant", _("Hoàn tiền cho khách")), ("reject", _("Không hoàn"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn hoàn tiền hay không.")},
    )
    amount = DongField(label=_("Hoàn tiền hàng"), required=False)
    with_delivery_fee = forms.BooleanField(label=_("Hoàn cả phí giao"), required=False)
    words = forms.CharField(
        label=_("Lời cho khách và sạp"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nói vì sao. Không hoàn thì phải ghi."),
    )

    def __init__(self, *args: Any, most: Most, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["amount"].initial = Dong(most.goods_vnd)
        self.fields["amount"].help_text = _("Nhiều nhất %(most)s.") % {"most": dong(most.goods_vnd)}

    def clean(self) -> dict[str, Any]:
        """An amount when money goes back, words when it does not."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == "reject" and not data.get("words", "").strip():
            self.add_error("words", _("Ghi vì sao không hoàn, để khách hiểu."))
        if data.get("decision") == "grant" and "amount" not in self.errors:
            amount = data.get("amount")
            if amount is None or not 0 < amount.amount <= self.most.goods_vnd:
                self.add_error("amount", _("Ghi từ 1 ₫ tới %(most)s.") % {"most": dong(self.most.goods_vnd)})
        return data
