"""The simulator as an app with tables of its own: it sees what VNPAY would see, and nothing of the market's."""

from __future__ import annotations

from django.apps import AppConfig


class VnpaySimulatorConfig(AppConfig):
    name = "payments.providers.vnpay.simulator"
    label = "vnpay_simulator"
    default_auto_field = "django.db.models.BigAutoField"
