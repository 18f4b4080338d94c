"""What a buyer complains about after delivery, and how it was settled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base.money import Dong
from catalogue.photo_names import original_name, photo_url

LONGEST_WORDS = 1000


class ClaimDeadline(models.Model):
    """How long something about claims may take, from a day on, and who says so."""

    class Code(models.TextChoices):
        # After delivery, for opening a claim.
        WINDOW = "window", _("Thời hạn khiếu nại")
        # After the claim, for the producer.
        ANSWER = "answer", _("Hạn sạp trả lời")
        # After the claim, for the operator.
        DECISION = "decision", _("Hạn chợ quyết định")

    code = models.CharField(max_length=8, choices=Code.choices)
    hours = models.PositiveIntegerField()
    effective_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "order"
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="claim_deadline_once_a_day"),
            models.CheckConstraint(condition=Q(hours__gt=0) & ~Q(source=""), name="claim_deadline_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.hours} h from {self.effective_from}"


class Claim(models.Model):
    """A buyer's complaint about one delivered part. Deadlines are kept as they were when it was opened."""

    class State(models.TextChoices):
        OPENED = "opened", _("Chờ sạp trả lời")
        ANSWERED = "answered", _("Chờ chợ quyết định")
        GRANTED = "granted", _("Được hoàn tiền")
        REJECTED = "rejected", _("Không được chấp nhận")
        WITHDRAWN = "withdrawn", _("Khách rút lại")

    class Reason(models.TextChoices):
        DAMAGED = "damaged", _("Hàng bể, hư hỏng")
        SPOILED = "spoiled", _("Hàng ươn, có mùi, hết hạn")
        MISSING = "missing", _("Giao thiếu")
        WRONG = "wrong", _("Giao nhầm món")
        NOT_AS_DESCRIBED = "not_as_described", _("Không giống mô tả")

    class Answer(models.TextChoices):
        AGREES = "agrees", _("Sạp đồng ý hoàn tiền")
        DISAGREES = "disagrees", _("Sạp không đồng ý")

    seller_order = models.ForeignKey("order.SellerOrder", models.PROTECT, related_name="claims")
    request_id = models.CharField(max_length=64, unique=True)
    request_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPENED)
    opened_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    decision_due_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    answered_at = models.DateTimeField(null=True)
    # What goes back to the buyer: goods and delivery.
    goods_vnd = models.PositiveBigIntegerField(default=0)
    delivery_fee_vnd = models.PositiveBigIntegerField(default=0)
    decision_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    decided_by = models.ForeignKey("people.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "order"
        indexes = [
            models.Index(fields=["decision_due_at"], name="claim_open", condition=Q(state__in=["opened", "answered"]))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seller_order"], condition=Q(state__in=["opened", "answered"]), name="one_open_claim_per_part"
            ),
            models.CheckConstraint(
                condition=Q(state="granted", goods_vnd__gt=0)
                | ~Q(state="granted") & Q(goods_vnd=0, delivery_fee_vnd=0),
                name="claim_gives_back_when_granted",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk} {self.state}"

    @property
    def given_back(self) -> Dong:
        """What goes back to the buyer by the decision."""
        return Dong(self.goods_vnd + self.delivery_fee_vnd)

    @property
    def buyer_photos(self) -> list[str]:
        """Addresses of the buyer's pictures."""
        return self._photos(ClaimPhoto.Side.BUYER)

    @property
    def seller_photos(self) -> list[str]:
        """Addresses of the producer's pictures."""
        return self._photos(ClaimPhoto.Side.SELLER)

    def _photos(self, side: str) -> list[str]:
        return [photo_url(original_name(photo.stem), 640) for photo in self.photos.all() if photo.side == side]


class ClaimLine(models.Model):
    """So many units of a line are complained about."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="claim_lines")
    quantity = models.PositiveIntegerField()

    class Meta:
        app_label = "order"
        constraints = [
            models.UniqueConstraint(fields=["claim", "line"], name="claim_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="claim_line_positive"),
        ]


class ClaimPhoto(models.Model):
    """A picture that shows it. `stem` as in catalogue.photo_names."""

    class Side(models.TextChoices):
        BUYER = "buyer", _("Khách")
        SELLER = "seller", _("Sạp")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="photos")
    side = models.CharField(max_length=6, choices=Side.choices)
    stem = models.CharField(max_length=120)

    class Meta:
        app_label = "order"
        constraints = [models.UniqueConstraint(fields=["claim", "side", "stem"], name="claim_photo_once")]
