"""What operators dealt with by hand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkDone(models.Model):
    """Work that the market only asks for and a person does elsewhere, such as giving money back at the gateway.

    `subject` is the position of the event that asked for a refund, or the id of the attempt whose money is held.
    """

    class Kind(models.TextChoices):
        REFUND = "refund", _("Hoàn tiền")
        HELD = "held", _("Tiền cần kiểm tra")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.BigIntegerField()
    order_number = models.CharField(max_length=128, db_index=True)
    # What was done, in the operator's words: the gateway's own number, the day of a transfer.
    note = models.CharField(max_length=300)
    done_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "work done"
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="work_done_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
