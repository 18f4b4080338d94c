"""The read model that every list of goods is served from: one flat row per product on sale, one per open stall.

Rows are written by `search.services` alone and can be made afresh from the catalogue at any time (`reindex`). How their
words are indexed is the engine's own matter: see `search/backends/embedded/`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


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
    # What one pack holds (search.sizes): "500g", "1000ml"; empty when its unit names no size.
    size = models.CharField(max_length=20, blank=True, default="")
    # Quality in percent of an ordinary product (search.ranking).
    quality = models.PositiveSmallIntegerField(default=100)
    # Words made by search.analysis between spaces (" tom kho "): the title as written, folded, all that is said folded.
    title_written = models.TextField()
    title_folded = models.TextField()
    title_words = models.PositiveSmallIntegerField(default=0)
    # Whose they are, from where, on which stall of the market.
    names_folded = models.TextField(default="")
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


class TitleWord(models.Model):
    """A folded word that titles have or had: what a slip may have meant. A language has a few thousand; none is taken
    back, for a word that no title has any more finds nothing."""

    word = models.CharField(max_length=255, primary_key=True)


class SellerDocument(models.Model):
    """An open stall, to be found by its name."""

    seller_id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=128)
    name = models.CharField(max_length=128)
    name_folded = models.TextField()
    commune_code = models.CharField(max_length=5)
    commune_name = models.CharField(max_length=60)


class FairDocument(models.Model):
    """A trade fair that goods can be found at while it runs; both days belong to it."""

    fair_id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()


class FairGoods(models.Model):
    """That a product was brought to a fair, on sale or not. No part of ProductDocument: it changes at other times."""

    fair_id = models.PositiveBigIntegerField()
    product_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fair_id", "product_id"], name="search_at_fair_once")]
        indexes = [models.Index(fields=["product_id"], name="search_fairs_of")]


class SellerStanding(models.Model):
    """How a producer answered orders lately, counted by the clock (search.standing)."""

    seller_id = models.PositiveBigIntegerField(primary_key=True)
    orders = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()


class IndexedVersion(models.Model):
    """How often a document changed, and which of its versions an index outside the database is known to have.

    Kept only while there is such an index. Numbers grow under the lock of the product or seller, so the index can tell
    an old version from a new one in whatever order they arrive.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product"
        SELLER = "seller"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    object_id = models.PositiveBigIntegerField()
    version = models.PositiveBigIntegerField(default=1)
    sent = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_one_version_each")]
        indexes = [models.Index(fields=["id"], condition=~Q(sent=F("version")), name="search_unsent")]


class SavedSearch(models.Model):
    """What somebody wants to hear of when new goods fit it. `conditions` are fields of SearchQuery."""

    user = models.ForeignKey("people.User", models.CASCADE, related_name="saved_searches")
    conditions = models.JSONField()
    # The same conditions in one line, so that saving twice saves once.
    fingerprint = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    # Goods listed later are news.
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "fingerprint"], name="search_saved_once")]


class SearchTally(models.Model):
    """How often words were searched for on a day, by whomever: nothing is kept that leads to a person."""

    day = models.DateField()
    words = models.CharField(max_length=40)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_tally_once_a_day")]
