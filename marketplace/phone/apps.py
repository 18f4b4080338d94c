"""The producer's screen: a stall run from a phone."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "marketplace.phone"
    default_auto_field = "django.db.models.BigAutoField"
