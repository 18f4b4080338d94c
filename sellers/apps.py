from oscar.apps.partner import apps


class SellersConfig(apps.PartnerConfig):
    """Fork of oscar.apps.partner; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "sellers"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; ours are events.
        return
