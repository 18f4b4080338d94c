from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "marketplace.entrance"
    default_auto_field = "django.db.models.BigAutoField"
