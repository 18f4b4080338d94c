"""Fairs, the devices that sell at them, the codes that pair a device, and the sales made on each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Fair(models.Model):
    """A trade fair: a place, a time (market days, both included), and the goods brought there by their sellers."""

    name = models.CharField(max_length=120)
    place = models.CharField(max_length=160)
    commune_code = models.CharField(max_length=5)
    starts_on = models.DateField()
    ends_on = models.DateField()
    products = models.ManyToManyField("catalogue.Product", related_name="fairs", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="fair_ends_after_start")]

    def __str__(self) -> str:
        return self.name


class KioskDevice(models.Model):
    """A paired device. Only the hash of its key is kept; a revoked key opens nothing."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="devices")
    name = models.CharField(max_length=60)
    key_hash = models.CharField(max_length=64, unique=True)
    paired_by = models.ForeignKey("people.User", models.PROTECT)
    paired_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def order_request_id(self, request_id: str) -> str:
        """How orders know a request of this device: another device may have drawn the same id."""
        return f"k{self.pk}:{request_id}"


class DeviceSighting(models.Model):
    """When a device was last heard of; apart from the device, for it is written all the time."""

    device = models.OneToOneField(KioskDevice, models.CASCADE, related_name="sighting")
    last_seen_at = models.DateTimeField()


class PairingCode(models.Model):
    """A one-use code, made by staff, that turns a browser into a kiosk. Ten minutes, hash only."""

    fair = models.ForeignKey(Fair, models.CASCADE)
    device_name = models.CharField(max_length=60)
    code_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey("people.User", models.PROTECT)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_hash"], condition=Q(used_at__isnull=True), name="pairing_code_open_once"
            )
        ]


class PairingTry(models.Model):
    """That somebody typed a pairing code, so that codes cannot be guessed; forgotten after ten minutes."""

    ip = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pairing tries"
        indexes = [models.Index(fields=["ip", "at"], name="pairing_try_by_ip")]


class KioskSale(models.Model):
    """Which device took the money of an order, and what the buyer put on the table (đồng; unknown: null)."""

    device = models.ForeignKey(KioskDevice, models.PROTECT, related_name="sales")
    order = models.OneToOneField("order.Order", models.PROTECT, related_name="kiosk_sale")
    cash_given_vnd = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.device_id} sold {self.order_id}"
