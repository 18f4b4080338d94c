"""Rates and classes of the tax that a platform withholds: rows with the day they begin and their source.

An engineering reading of the law (docs/accounting.md lists what a tax adviser has to answer), not advice.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payments.ledger.accounts import PIT, VAT


class TaxClass(models.TextChoices):
    """What is sold, in the eyes of the tax office."""

    RAW_OWN = "raw_own", _("Nông, thủy sản tự làm, chưa chế biến hoặc chỉ sơ chế")
    MADE = "made", _("Sản xuất, chế biến")
    TRADED = "traded", _("Phân phối hàng hóa")
    SERVICE = "service", _("Dịch vụ")
    TRANSPORT = "transport", _("Vận tải")
    OTHER = "other", _("Hoạt động khác")
    UNKNOWN = "unknown", _("Chưa xác định")


#: Accounts of the two taxes.
ACCOUNTS = (VAT, PIT)


class TaxRate(models.Model):
    """Percent of revenue that is withheld of a class, from a day on (hundredths of a percent)."""

    tax_class = models.CharField(max_length=10, choices=TaxClass.choices)
    effective_from = models.DateField()
    vat_bp = models.PositiveSmallIntegerField()
    pit_bp = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["tax_class", "effective_from"], name="one_tax_rate_a_day"),
            models.CheckConstraint(condition=Q(vat_bp__lte=2_000, pit_bp__lte=2_000), name="tax_rate_plausible"),
        ]

    def __str__(self) -> str:
        return f"{self.tax_class} {self.effective_from} {self.vat_bp}+{self.pit_bp}"


class TaxClassification(models.Model):
    """Which class goods are in from a day on: one product, or a whole category. `source` says who decided, and why."""

    category_slug = models.CharField(max_length=255, blank=True)
    product_id = models.BigIntegerField(null=True)
    effective_from = models.DateField()
    tax_class = models.CharField(max_length=10, choices=TaxClass.choices)
    source = models.CharField(max_length=300)

    class Meta:
        app_label = "payment"
        constraints = [
            models.UniqueConstraint(fields=["product_id", "effective_from"], name="one_class_of_product_a_day"),
            models.UniqueConstraint(
                fields=["category_slug", "effective_from"],
                condition=Q(product_id=None),
                name="one_class_of_category_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id or self.category_slug} {self.effective_from} {self.tax_class}"


class TaxIdentity(models.Model):
    """A seller's tax code or personal number, sealed: an identity number is sensitive (NĐ 356/2025)."""

    seller = models.OneToOneField("partner.Partner", models.PROTECT, related_name="tax_identity")
    sealed_number = models.BinaryField()
    last_digits = models.CharField(max_length=3)
    given_at = models.DateTimeField()

    class Meta:
        app_label = "payment"

    def __str__(self) -> str:
        return f"tax identity of seller {self.seller_id}"
