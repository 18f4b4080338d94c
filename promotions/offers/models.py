"""Offers, over whose goods they hold and who bears them: Oscar's, with what several producers need on top."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractConditionalOffer, AbstractRange
from oscar.core.loading import get_class

from promotions.bearer import Bearer


class Range(AbstractRange):
    """Goods of an offer: Oscar's choice of products and categories, of these producers alone when any are named."""

    sellers = models.ManyToManyField("partner.Partner", blank=True, related_name="ranges")

    @cached_property
    def product_queryset(self) -> QuerySet[Any]:
        """All products in the range."""
        goods = super().product_queryset
        named = list(self.sellers.values_list("pk", flat=True))
        return goods.filter(stockrecords__partner__in=named) if named else goods


class ConditionalOffer(AbstractConditionalOffer):
    """Oscar's offer, and who bears it. A producer bears nothing but what goes off his own goods."""

    # Null: the market.
    borne_by = models.ForeignKey("partner.Partner", models.PROTECT, null=True, blank=True, related_name="offers_borne")

    @property
    def bearer(self) -> Bearer:
        """The market or the producer."""
        return Bearer.SELLER if self.borne_by_id else Bearer.MARKET


class Benefit(AbstractBenefit):
    """Oscar's benefit; the two kinds that operators give are counted in whole đồng."""

    @property
    def proxy_map(self) -> dict[str, Any]:
        """Kind of benefit -> the class that applies it."""
        return super().proxy_map | {
            self.PERCENTAGE: get_class("offer.benefits", "PercentageInDong"),
            self.FIXED: get_class("offer.benefits", "AmountInDong"),
        }


from oscar.apps.offer.models import *

from promotions.offers.benefits import AmountInDong, PercentageInDong  # noqa: F401
