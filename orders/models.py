"""The buyer's order, each seller's part of it, and its lines."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder, AbstractOrderDiscount

from base.money import Dong
from orders.claims.models import Claim, ClaimDeadline, ClaimLine, ClaimPhoto  # noqa: F401
from orders.delivery.models import CodCollection  # noqa: F401
from orders.windows import PaymentWindow  # noqa: F401
from promotions.bearer import Bearer


class Order(AbstractOrder):
    """What one buyer ordered at once, over any number of sellers. Oscar's `status` is its state."""

    class Status(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Chờ trả tiền")
        CONFIRMED = "confirmed", _("Đã nhận đơn")
        COMPLETED = "completed", _("Hoàn tất")
        CANCELLED = "cancelled", _("Đã hủy")
        EXPIRED = "expired", _("Hết hạn trả tiền")

    class Channel(models.TextChoices):
        WEB = "web", _("Trên mạng")
        FAIR = "fair", _("Tại hội chợ")

    class Method(models.TextChoices):
        VNPAY = "vnpay", "VNPAY"
        VIETQR = "vietqr", _("Chuyển khoản VietQR")
        COD = "cod", _("Trả khi nhận hàng")
        TILL_CASH = "till_cash", _("Tiền mặt tại quầy")

    # The secret in the buyer's link; whoever has it may see the order.
    token = models.CharField(max_length=43, unique=True)
    # The client's own id of the command, so that sending it twice orders once.
    request_id = models.CharField(max_length=64, unique=True)
    request_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    fair_id = models.BigIntegerField(null=True)
    payment_method = models.CharField(max_length=10, choices=Method.choices)
    paid_at = models.DateTimeField(null=True)
    # Unpaid stock is given back after this; null when nothing is waited for.
    reserved_until = models.DateTimeField(null=True, db_index=True)
    buyer_name = models.CharField(max_length=120, blank=True)
    buyer_phone = models.CharField(max_length=16, blank=True)
    address_line = models.CharField(max_length=200, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # An operator's words when he ended it; buyer and sellers read them.
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta(AbstractOrder.Meta):
        indexes = [models.Index(fields=["buyer_phone", "-date_placed"], name="order_by_phone")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["awaiting_payment", "confirmed", "completed", "cancelled", "expired"]),
                name="order_status_known",
            )
        ]

    @property
    def total(self) -> Dong:
        """Goods and delivery of all parts, less discounts."""
        return Dong.from_decimal(self.total_incl_tax)


class SellerOrder(models.Model):  # type: ignore[django-manager-missing]  # Oscar's Line
    """One seller's part of an order, with a life of its own."""

    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Chờ khách trả tiền")
        INCOMING = "incoming", _("Đơn mới")
        ACCEPTED = "accepted", _("Đã nhận đơn")
        PACKED = "packed", _("Đã gói")
        HANDED_OVER = "handed_over", _("Đang giao")
        DELIVERED = "delivered", _("Đã giao tới khách")
        UNDELIVERED = "undelivered", _("Giao không thành")
        REFUSED = "refused", _("Sạp không giao được")
        CANCELLED = "cancelled", _("Đã hủy")

    class Failure(models.TextChoices):
        UNREACHABLE = "unreachable", _("Gọi không gặp khách")
        NOT_AT_HOME = "not_at_home", _("Khách không có nhà")
        WRONG_ADDRESS = "wrong_address", _("Sai địa chỉ")
        NOT_WANTED = "not_wanted", _("Khách không nhận hàng")
        CANNOT_PAY = "cannot_pay", _("Khách không đủ tiền")
        DAMAGED = "damaged", _("Hàng hư trên đường")

    order = models.ForeignKey(Order, models.PROTECT, related_name="seller_orders")
    seller = models.ForeignKey("partner.Partner", models.PROTECT, related_name="seller_orders")
    # The seller's commune when it was sold: figures do not move when a seller moves.
    commune_code = models.CharField(max_length=5)
    state = models.CharField(max_length=16, choices=State.choices, default=State.AWAITING_PAYMENT)
    state_since = models.DateTimeField()
    # What the buyer gets, at its price: units that the seller could not give are no longer in it.
    goods_vnd = models.PositiveBigIntegerField()
    delivery_fee_vnd = models.PositiveBigIntegerField()
    # What goes off for the buyer, by who bears it: of the units that are in `goods_vnd`.
    market_discount_vnd = models.PositiveBigIntegerField(default=0, db_default=0)
    seller_discount_vnd = models.PositiveBigIntegerField(default=0, db_default=0)
    # Why the seller gave less, or nothing.
    refusal_reason = models.CharField(max_length=300, blank=True)
    # Who carries it (orders.delivery.carriers) and under which number; empty until it is handed over.
    carrier = models.CharField(max_length=20, blank=True)
    tracking_code = models.CharField(max_length=40, blank=True)
    failure = models.CharField(max_length=14, choices=Failure.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["seller", "state", "-state_since"], name="seller_order_work")]
        constraints = [
            models.UniqueConstraint(fields=["order", "seller"], name="one_part_per_seller"),
            models.CheckConstraint(
                condition=~Q(state="undelivered") | ~Q(failure=""), name="undelivered_part_says_why"
            ),
            models.CheckConstraint(
                condition=Q(goods_vnd__gte=F("market_discount_vnd") + F("seller_discount_vnd")),
                name="part_discount_at_most_goods",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.seller_id} {self.state}"

    @property
    def discount(self) -> Dong:
        """What goes off for the buyer, whoever bears it."""
        return Dong(self.market_discount_vnd + self.seller_discount_vnd)

    @property
    def total(self) -> Dong:
        """What the buyer pays for this part: goods and delivery, less discounts."""
        return Dong(self.goods_vnd + self.delivery_fee_vnd) - self.discount


class Line(AbstractLine):
    """One product in an order, as it was sold."""

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="lines")
    unit = models.CharField(max_length=40)
    category_slug = models.CharField(max_length=255)
    # Name of the largest photo file at the time; the listing may change or go.
    photo = models.CharField(max_length=255, blank=True)
    # Units of `quantity` that the seller could not give.
    refused_quantity = models.PositiveIntegerField(default=0)
    # What went off all ordered units, by who bears it.
    market_discount_vnd = models.PositiveBigIntegerField(default=0, db_default=0)
    seller_discount_vnd = models.PositiveBigIntegerField(default=0, db_default=0)

    class Meta(AbstractLine.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(refused_quantity__lte=F("quantity")), name="line_refused_at_most_whole")
        ]

    @property
    def ordered_amount(self) -> Dong:
        """Ordered quantity times price, before discounts."""
        return Dong.from_decimal(self.line_price_before_discounts_incl_tax)

    @property
    def kept_quantity(self) -> int:
        """Units that the buyer gets."""
        return int(self.quantity) - self.refused_quantity

    @property
    def amount(self) -> Dong:
        """Kept quantity times price, before discounts."""
        return Dong.from_decimal(self.unit_price_incl_tax) * self.kept_quantity

    @property
    def market_discount(self) -> Dong:
        """What the market bears of the units that the buyer gets."""
        return self.discount_of(self.market_discount_vnd, self.kept_quantity)

    @property
    def seller_discount(self) -> Dong:
        """What the seller bears of the units that the buyer gets."""
        return self.discount_of(self.seller_discount_vnd, self.kept_quantity)

    def discount_of(self, discount_vnd: int, units: int) -> Dong:
        """The share that so many of the ordered units have in a discount on all of them."""
        return Dong(discount_vnd).share([units, int(self.quantity) - units])[0]


class OrderDiscount(AbstractOrderDiscount):
    """What an offer took off one seller's part when it was ordered, and who bears it."""

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="discounts")
    bearer = models.CharField(max_length=6, choices=Bearer.choices, default=Bearer.MARKET, db_default=Bearer.MARKET)

    class Meta(AbstractOrderDiscount.Meta):
        constraints = [
            models.UniqueConstraint(fields=["seller_order", "offer_id"], name="offer_once_per_part"),
            models.CheckConstraint(condition=Q(bearer__in=["market", "seller"]), name="discount_has_bearer"),
        ]


from oscar.apps.order.models import *
