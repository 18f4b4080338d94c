"""Oscar's core without its own URL tree: the market's screens are its own."""

from oscar import config
from oscar.apps.dashboard import apps as dashboard


class OscarCore(config.Shop):
    def ready(self) -> None:
        # Oscar's would look up the apps behind its views, which the market does not serve.
        import oscar.checks  # noqa: F401


class OscarDashboard(dashboard.DashboardConfig):
    """Not served; Oscar's template tags import its menu when Django loads them."""

    def ready(self) -> None:
        return
