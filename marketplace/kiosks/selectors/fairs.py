"""Fairs and devices."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, QuerySet

from base import clock
from marketplace.kiosks.models import Fair, KioskDevice
from marketplace.kiosks.services.pairing import key_hash


def running_fairs(*, day: date | None = None) -> QuerySet[Fair]:
    """Fairs that a market day (today unless given) belongs to, those that end first in front."""
    today = day or clock.market_day(clock.now())
    return Fair.objects.filter(starts_on__lte=today, ends_on__gte=today).order_by("ends_on", "name")


def fairs_with_counts() -> QuerySet[Fair]:
    """All fairs, newest first, with how many products are sold there."""
    return Fair.objects.annotate(goods_count=Count("products")).order_by("-starts_on", "-pk")


def is_running(fair: Fair) -> bool:
    """Whether the fair sells today."""
    return fair.starts_on <= clock.market_day(clock.now()) <= fair.ends_on


def device_of_key(key: str) -> KioskDevice | None:
    """The paired device that holds a key, with its fair; None for an unknown or revoked one."""
    if not key:
        return None
    paired = KioskDevice.objects.select_related("fair", "sighting")
    return paired.filter(key_hash=key_hash(key), revoked_at__isnull=True).first()


def devices_of(fair: Fair) -> QuerySet[KioskDevice]:
    """The fair's devices, those in use first, with `last_seen_at`."""
    seen = fair.devices.select_related("paired_by").annotate(last_seen_at=F("sighting__last_seen_at"))
    return seen.order_by(F("revoked_at").asc(nulls_first=True), "name", "pk")
