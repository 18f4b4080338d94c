"""Products, categories and photos: Oscar's, with what a market of producers needs on top."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractCategory,
    AbstractProduct,
    AbstractProductCategory,
    AbstractProductClass,
    AbstractProductImage,
)

LONGEST_TITLE = 120


class ProductClass(AbstractProductClass):
    """Oscar's kinds of product; the market has one, parcels whose stock is counted."""


class Category(AbstractCategory):
    """A stall of the market (catalogue/categories.py), or a shelf in one."""


class ProductCategory(AbstractProductCategory):
    """That a product stands on a shelf."""


class Product(AbstractProduct):
    """One listing of one producer. Its price and stock are in the seller's stock record."""

    class Listing(models.TextChoices):
        DRAFT = "draft", _("Nháp")
        SUBMITTED = "submitted", _("Chờ duyệt")
        LIVE = "live", _("Đang bán")
        PAUSED = "paused", _("Tạm ngưng")
        REFUSED = "refused", _("Chưa được duyệt")

    # How it is sold, as people say it: "túi 500 g", "kg", "chiếc 1m6 x 2m".
    unit = models.CharField(max_length=40, default="kg")
    listing = models.CharField(max_length=10, choices=Listing.choices, default=Listing.DRAFT)
    refusal_reason = models.CharField(max_length=300, blank=True)
    listed_at = models.DateTimeField(null=True)
    # The category page needs it on every card, so it is kept beside the product (decided when the listing is made).
    main_category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, related_name="main_products")
    # OCOP, decision 148/QĐ-TTg: 3 to 5 stars for 36 months; an expired certificate shows no star.
    ocop_star = models.PositiveSmallIntegerField(null=True, blank=True)
    ocop_certificate = models.CharField(max_length=60, blank=True)
    ocop_expires_on = models.DateField(null=True, blank=True)
    # What the label must carry (decree 43/2017, amended by 111/2021).
    ingredients = models.CharField(max_length=300, blank=True)
    storage = models.CharField(max_length=200, blank=True)
    # Grows with every change; readers that got a newer version ignore an older one.
    version = models.PositiveIntegerField(default=1)

    class Meta(AbstractProduct.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=True, listing="live") | (Q(is_public=False) & ~Q(listing="live")),
                name="product_public_means_live",
            ),
            models.CheckConstraint(
                condition=Q(ocop_star__isnull=True) | Q(ocop_star__range=(1, 5)), name="product_ocop_one_to_five"
            ),
        ]

    def valid_ocop_star(self, today: date) -> int | None:
        """The stars to show on a day: none once the certificate has expired or carries no end date."""
        if self.ocop_star and self.ocop_expires_on and self.ocop_expires_on >= today:
            return self.ocop_star
        return None


class ProductImage(AbstractProductImage):
    """A photo of a product. `original` is the largest WebP; smaller ones lie beside it (see catalogue.photos)."""


class StagedPhoto(models.Model):
    """A photo that was sent before its listing was accepted: it survives a refused form."""

    token = models.CharField(max_length=43, primary_key=True)
    owner = models.ForeignKey("people.User", models.CASCADE)
    # Stem of the stored files, without size and ending.
    stem = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.stem


from oscar.apps.catalogue.models import *
