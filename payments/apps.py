from oscar.apps.payment import apps


class PaymentsConfig(apps.PaymentConfig):
    """Fork of oscar.apps.payment; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "payments"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; ours are events.
        return
