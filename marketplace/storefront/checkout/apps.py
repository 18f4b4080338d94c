from oscar.apps.checkout import apps


class CheckoutConfig(apps.CheckoutConfig):
    """Fork of oscar.apps.checkout; the label stays Oscar's."""

    name = "marketplace.storefront.checkout"

    def ready(self) -> None:
        # Oscar's would load its views; the market has its own.
        return
