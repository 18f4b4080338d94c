from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    """Fork of oscar.apps.catalogue; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "catalogue"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; ours are events.
        return
