"""The producer (Oscar's Partner) and what he has to sell (Oscar's StockRecord)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from base.money import Dong


class Partner(AbstractPartner):
    """A seller: a household, a person, a group, a cooperative or a company. `name` is the stall's, `code` its slug."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "household", _("Hộ sản xuất")
        INDIVIDUAL = "individual", _("Cá nhân")
        GROUP = "group", _("Tổ hợp tác")
        COOPERATIVE = "cooperative", _("Hợp tác xã")
        COMPANY = "company", _("Doanh nghiệp")

    class State(models.TextChoices):
        PENDING = "pending", _("Chờ duyệt")
        APPROVED = "approved", _("Đang mở")
        REFUSED = "refused", _("Chưa được duyệt")
        SUSPENDED = "suspended", _("Tạm khóa")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HOUSEHOLD)
    # The law wants name and place of residence of an individual seller on the page (decree 248/2026).
    holder_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    commune_code = models.CharField(max_length=5, db_index=True)
    hamlet = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    portrait = models.CharField(max_length=120, blank=True)
    delivery_fee_vnd = models.PositiveIntegerField(default=25_000)
    # Goods of one order from this seller worth at least this much travel free; null: never.
    free_delivery_from_vnd = models.PositiveIntegerField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True)

    class Meta(AbstractPartner.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="seller_approved_has_date"
            )
        ]

    def delivery_fee(self, goods: Dong, *, zone: str, grams: int) -> Dong:
        """What delivery of one order costs the buyer (đồng): by zone and weight where the seller says so, else flat."""
        free_from = self.free_delivery_from_vnd
        if free_from is not None and goods.amount >= free_from:
            return Dong(0)
        rate = next((rate for rate in self.delivery_rates.all() if rate.zone == zone), None)
        return rate.fee(grams) if rate else Dong(self.delivery_fee_vnd)


class DeliveryRate(models.Model):
    """What a seller asks for delivery into a zone: `base_vnd` up to `base_grams`, then more for each kilogram begun."""

    class Zone(models.TextChoices):
        COMMUNE = "commune", _("Trong xã")
        PROVINCE = "province", _("Trong tỉnh")
        COUNTRY = "country", _("Tỉnh khác")

    seller = models.ForeignKey(Partner, models.CASCADE, related_name="delivery_rates")
    zone = models.CharField(max_length=8, choices=Zone.choices)
    base_vnd = models.PositiveIntegerField()
    base_grams = models.PositiveIntegerField(default=2_000)
    extra_kg_vnd = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "zone"], name="one_delivery_rate_per_zone")]

    def __str__(self) -> str:
        return f"{self.seller_id} {self.zone} {self.base_vnd}"

    def fee(self, grams: int) -> Dong:
        """What a parcel of this weight costs."""
        over = max(0, grams - self.base_grams)
        return Dong(self.base_vnd + self.extra_kg_vnd * -(-over // 1_000))


class StockRecord(AbstractStockRecord):
    """What one seller has of one product. The database refuses to promise more than there is."""

    num_in_stock = models.PositiveIntegerField(default=0)
    # Promised to orders that are not handed over yet.
    num_allocated = models.PositiveIntegerField(default=0)
    # Kept back from buyers on the web: a count by hand may be off. Over a fair's table, where goods are seen, it goes.
    safety_stock = models.PositiveIntegerField(default=0)

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(num_allocated__lte=F("num_in_stock")), name="stock_not_oversold"),
            models.CheckConstraint(condition=Q(price__gt=0), name="stock_price_positive"),
            models.UniqueConstraint(fields=["product"], name="stock_one_seller_per_product"),
        ]

    @property
    def price_vnd(self) -> Dong:
        """Price of one unit."""
        return Dong.from_decimal(self.price)

    @property
    def net_stock_level(self) -> int:
        """Units that buyers on the web can still buy."""
        return max(0, self.num_in_stock - self.num_allocated - self.safety_stock)


class StockMovement(models.Model):
    """Why the numbers of a stock record are what they are: each is the sum of its movements. Rows are never changed."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Số đầu")
        COUNTED = "counted", _("Đếm lại")
        RESERVED = "reserved", _("Khách đặt")
        RELEASED = "released", _("Trả lại kệ")
        SOLD = "sold", _("Đã giao")

    stock = models.ForeignKey(StockRecord, models.CASCADE, related_name="movements")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # Changes of num_in_stock and of num_allocated.
    in_stock = models.IntegerField(default=0)
    allocated = models.IntegerField(default=0)
    # Empty when no order moved it.
    order_number = models.CharField(max_length=128, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["stock", "-id"], name="stock_movements")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["opening", "counted"]) | ~Q(order_number=""), name="stock_movement_has_cause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stock_id} {self.kind} {self.in_stock:+} {self.allocated:+}"


class EthnicityConsent(models.Model):
    """A household's own statement of its ethnic group: sensitive data, given freely, for statistics only.

    NĐ 356/2025 Đ4.1.a. The code is encrypted; it is never shown and only counted in groups of five and more.
    """

    seller = models.OneToOneField(Partner, models.CASCADE, related_name="ethnicity_consent")
    # Two official code lists exist (1979 and 2008), so the list is kept with the code.
    scheme = models.CharField(max_length=20, default="121-TCTK/1979")
    encrypted_code = models.BinaryField()
    wording_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"consent of seller {self.seller_id}"


from oscar.apps.partner.models import *
