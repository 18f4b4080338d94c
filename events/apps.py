from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Every event class must be known before a stored one is read back.
        from events import catalogue, fairs, indicators, messages, orders, payments, sellers  # noqa: F401
