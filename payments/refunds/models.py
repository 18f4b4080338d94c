"""Money that goes back to a buyer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Refund(models.Model):
    """A part of one captured payment on its way back, or all of it.

    The database adds each new row to `refunded_vnd` of its attempt (a trigger) and refuses what exceeds the payment
    (a CHECK there), so no race and no other program can give back more than was paid.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi yêu cầu hoàn")
        # Called, and nothing trustworthy came back: the money may be on its way.
        UNKNOWN = "unknown", _("Chưa rõ, đang hỏi cổng thanh toán")
        SENT = "sent", _("Cổng thanh toán đang hoàn")
        BY_HAND = "by_hand", _("Chờ người hoàn tay")
        COMPLETED = "completed", _("Đã hoàn")

    #: While one of these is open for a payment, no second call is made for it.
    CALLED = (State.UNKNOWN, State.SENT)

    reference = models.CharField(max_length=32, unique=True)
    # What asked for it (an event's id, a surplus attempt): asking twice is one refund.
    request_key = models.CharField(max_length=120, unique=True)
    attempt = models.ForeignKey("payment.PaymentAttempt", models.PROTECT, related_name="refunds")
    order_number = models.CharField(max_length=128, db_index=True)
    amount_vnd = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices)
    # Where the money leaves from, as the ledger calls it.
    account = models.CharField(max_length=80)
    # The gateway's request id of the latest call; a call is repeated with the same one or not at all.
    call_id = models.CharField(max_length=32, blank=True)
    # Stable code of the gateway when it refused.
    failure_code = models.CharField(max_length=10, blank=True)
    provider_reference = models.CharField(max_length=100, blank=True)
    # An operator's words: the bank's own number, who was given the cash.
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ask_at = models.DateTimeField(null=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    # When the gateway says that it took the refund on: the day of its settlement file.
    moved_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "payment"
        indexes = [models.Index(fields=["state", "ask_at"], name="refund_work")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="refund_amount_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "unknown", "sent", "by_hand", "completed"]), name="refund_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False)
                | ~Q(state="completed") & Q(completed_at__isnull=True),
                name="refund_completed_when",
            ),
            models.UniqueConstraint(
                fields=["attempt"], condition=Q(state__in=["unknown", "sent"]), name="one_refund_call_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount_vnd} {self.state}"
