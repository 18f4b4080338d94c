"""Oscar's apps as the market uses them: their models and rules, without their views, URL trees and model signals."""

from oscar import config
from oscar.apps.analytics.apps import AnalyticsConfig
from oscar.apps.basket.apps import BasketConfig
from oscar.apps.customer.apps import CustomerConfig
from oscar.apps.dashboard.apps import DashboardConfig
from oscar.apps.wishlists.apps import WishlistsConfig


class Quiet:
    """Oscar's `ready()` loads views that are not served and connects receivers; here facts travel as events."""

    def ready(self) -> None:
        return


class OscarCore(Quiet, config.Shop):
    """Oscar itself."""


class OscarDashboard(Quiet, DashboardConfig):
    """Not served; Oscar's template tags import its menu when Django loads them."""


class OscarAnalytics(Quiet, AnalyticsConfig):
    """Tables that other apps' migrations name."""


class OscarBasket(Quiet, BasketConfig):
    """The basket's storage."""


class OscarCustomer(Quiet, CustomerConfig):
    """Tables that other apps' migrations name."""


class OscarWishlists(Quiet, WishlistsConfig):
    """Tables that other apps' migrations name."""
