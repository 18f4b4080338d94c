"""The read model that every list of goods is served from: one flat row per product on sale, one per open stall.

Rows are written by `search.services` alone and can be made afresh from the catalogue at any time (`reindex`). How their
words are indexed is the engine's own matter: see `search/backends/embedded/`.
"""

from __future__ import annotations

from django.db import models


class ProductDocument(models.Model):
    """A product on sale as a card shows it. Goods that are paused, refused or of a closed stall have no row."""

    # Given by the catalogue, never made here; only an "auto" field is what SQLite finds rows by.
    product_id = models.BigAutoField(primary_key=True)
    # The product's own version when it was read.
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    slug = models.CharField(max_length=255)
    price_vnd = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=40)
    in_stock = models.BooleanField()
    listed_at = models.DateTimeField()
    category_slug = models.CharField(max_length=255)
    category_name = models.CharField(max_length=255)
    seller_id = models.PositiveBigIntegerField()
    seller_slug = models.CharField(max_length=128)
    seller_name = models.CharField(max_length=128)
    commune_code = models.CharField(max_length=5)
    commune_name = models.CharField(max_length=60)
    # A star is shown only until its certificate ends, so the day is compared whenever it is read.
    ocop_star = models.PositiveSmallIntegerField(null=True)
    ocop_expires_on = models.DateField(null=True)
    # Name of the largest file (catalogue.photo_names); empty without a photo.
    image = models.CharField(max_length=255, blank=True)
    # Words made by search.analysis between spaces (" tom kho "): the title as written, folded, all that is said folded.
    title_written = models.TextField()
    title_folded = models.TextField()
    text_folded = models.TextField()

    class Meta:
        # What can be bought comes first in every order, so it stands in each of these.
        indexes = [
            models.Index(
                fields=["category_slug", "-in_stock", "-listed_at", "-product_id"], name="search_stall_newest"
            ),
            models.Index(fields=["category_slug", "-in_stock", "price_vnd", "-product_id"], name="search_stall_price"),
            models.Index(fields=["category_slug", "-in_stock", "-price_vnd", "-product_id"], name="search_stall_dear"),
            models.Index(fields=["-in_stock", "-listed_at", "-product_id"], name="search_newest"),
            models.Index(fields=["-in_stock", "price_vnd", "-product_id"], name="search_price"),
            models.Index(fields=["-in_stock", "-price_vnd", "-product_id"], name="search_dear"),
            models.Index(fields=["seller_slug", "-in_stock", "-listed_at", "-product_id"], name="search_seller"),
            # Counting reads nothing but this.
            models.Index(
                fields=["category_slug", "commune_code", "ocop_star", "ocop_expires_on", "price_vnd", "in_stock"],
                name="search_counts",
            ),
        ]


class SellerDocument(models.Model):
    """An open stall, to be found by its name."""

    seller_id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=128)
    name = models.CharField(max_length=128)
    name_folded = models.TextField()
    commune_code = models.CharField(max_length=5)
    commune_name = models.CharField(max_length=60)
