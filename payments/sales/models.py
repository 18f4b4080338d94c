"""What was agreed and taken of each completed sale, as it was on its day; the ledger's legs follow from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from payments.tax.models import TaxClass

#: Hundredths of a percent in the whole.
WHOLE_BP = 10_000


class CommissionRate(models.Model):
    """What the market keeps of goods of a category, from a day on; the empty category is all others.

    `source` names the published table of fees.
    """

    category_slug = models.CharField(max_length=255, blank=True)
    effective_from = models.DateField()
    basis_points = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["category_slug", "effective_from"], name="one_commission_a_day"),
            models.CheckConstraint(condition=Q(basis_points__lte=WHOLE_BP), name="commission_at_most_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.category_slug or '*'} {self.effective_from} {self.basis_points}"


class Sale(models.Model):
    """One seller's delivered part of an order: gross, what goes off, what is his, and who holds the cash (đồng)."""

    class Holder(models.TextChoices):
        MARKET = "market", _("Chợ")
        CARRIER = "carrier", _("Người giao")
        SELLER = "seller", _("Sạp")

    seller_order_id = models.BigIntegerField(unique=True)
    order_number = models.CharField(max_length=128, db_index=True)
    seller = models.ForeignKey("partner.Partner", models.PROTECT, related_name="sales")
    delivered_at = models.DateTimeField(db_index=True)
    payment_method = models.CharField(max_length=10)
    # Who carried it: `self` is the seller himself, and then the delivery fee is his.
    carrier = models.CharField(max_length=40)
    # Who has the buyer's money now; with a seller it is there to stay.
    holder = models.CharField(max_length=8, choices=Holder.choices)
    goods_vnd = models.PositiveBigIntegerField()
    delivery_fee_vnd = models.PositiveBigIntegerField()
    # Discounts by who bears them; the buyer paid goods and delivery less both.
    market_discount_vnd = models.PositiveBigIntegerField(default=0)
    seller_discount_vnd = models.PositiveBigIntegerField(default=0)
    commission_vnd = models.PositiveBigIntegerField()
    vat_vnd = models.PositiveBigIntegerField()
    pit_vnd = models.PositiveBigIntegerField()
    # The part of the delivery fee that is somebody else's.
    carrier_fee_vnd = models.PositiveBigIntegerField()
    net_vnd = models.PositiveBigIntegerField()

    class Meta:
        app_label = "payment"
        indexes = [models.Index(fields=["seller", "-delivered_at"], name="sale_of_seller")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    net_vnd=F("goods_vnd")
                    + F("delivery_fee_vnd")
                    - F("seller_discount_vnd")
                    - F("carrier_fee_vnd")
                    - F("commission_vnd")
                    - F("vat_vnd")
                    - F("pit_vnd")
                ),
                name="sale_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_number}/{self.seller_id} {self.net_vnd}"

    @property
    def gross_vnd(self) -> int:
        """Everything that this sale brings in for the seller before anything goes off: goods and delivery (đồng)."""
        return self.goods_vnd + self.delivery_fee_vnd - self.seller_discount_vnd

    @property
    def tax_vnd(self) -> int:
        """Withheld for the state: value-added tax and personal income tax (đồng)."""
        return self.vat_vnd + self.pit_vnd

    @property
    def buyer_paid_vnd(self) -> int:
        """What the buyer gave for this part (đồng)."""
        return self.gross_vnd - self.market_discount_vnd


class Taken(models.Model):
    """What goes off an amount, and at which rates (hundredths of a percent)."""

    amount_vnd = models.PositiveBigIntegerField()
    commission_vnd = models.PositiveBigIntegerField()
    vat_vnd = models.PositiveBigIntegerField()
    pit_vnd = models.PositiveBigIntegerField()

    class Meta:
        abstract = True


class SaleLine(Taken):
    """One line of a sale with its rates, of what the seller is entitled to. Without `line_id`: his own carrying."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lines")
    line_id = models.BigIntegerField(unique=True, null=True)
    product_id = models.BigIntegerField(null=True)
    category_slug = models.CharField(max_length=255, blank=True)
    # As sold, before the seller's own discount.
    listed_vnd = models.PositiveBigIntegerField()
    tax_class = models.CharField(max_length=10, choices=TaxClass.choices)
    commission_bp = models.PositiveSmallIntegerField()
    vat_bp = models.PositiveSmallIntegerField()
    pit_bp = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"{self.line_id} {self.amount_vnd}"


class SaleReturn(models.Model):
    """A sale that was taken back, whole or in part, by a claim: netted in the month of the return."""

    claim_id = models.BigIntegerField(unique=True)
    sale = models.ForeignKey(Sale, models.PROTECT, related_name="returns")
    returned_at = models.DateTimeField(db_index=True)
    # What the buyer gets back, and what comes back to whoever bore a discount.
    buyer_gets_vnd = models.PositiveBigIntegerField()
    promotion_back_vnd = models.PositiveBigIntegerField()
    seller_gives_vnd = models.PositiveBigIntegerField()

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"claim {self.claim_id} {self.buyer_gets_vnd}"


class SaleReturnLine(Taken):
    """What of one line was taken back, in proportion."""

    sale_return = models.ForeignKey(SaleReturn, models.PROTECT, related_name="lines")
    sale_line = models.ForeignKey(SaleLine, models.PROTECT, related_name="returned")
    listed_vnd = models.PositiveBigIntegerField()

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"{self.sale_line_id} {self.amount_vnd}"
