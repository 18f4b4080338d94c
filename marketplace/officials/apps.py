from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    name = "marketplace.officials"
    default_auto_field = "django.db.models.BigAutoField"
