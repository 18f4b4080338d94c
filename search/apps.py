from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Fork of oscar.apps.search; the label stays Oscar's, for other apps' foreign keys name it."""

    name = "search"

    def ready(self) -> None:
        # Oscar's would load its views and connect its model signals; ours are events.
        return
