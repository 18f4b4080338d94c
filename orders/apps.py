from oscar.apps.order import apps


class OrdersConfig(apps.OrderConfig):
    """Fork of oscar.apps.order; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "orders"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; ours are events.
        return
