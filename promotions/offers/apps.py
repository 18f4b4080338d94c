from oscar.apps.offer import apps


class OffersConfig(apps.OfferConfig):
    """Fork of oscar.apps.offer; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "promotions.offers"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; the market has its own.
        return
