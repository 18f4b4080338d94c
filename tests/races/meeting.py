"""The market with one meeting point: every buyer has looked at the stock before the first of them takes any.

On a quick machine the first buyers may be through before the last one looks, and then the page's own look refuses the
rest: the race would prove nothing about the condition.
"""

from __future__ import annotations

import threading

from django.db import connections

from marketplace.asgi import application
from marketplace.storefront.buying.views import checkout
from tests.races.serving import PATIENCE

__all__ = ["application"]

#: As many as test_last_units.py sends.
BUYERS = 50

# Each holds a database connection while he waits for the others: a page's usual pool lets sixteen in, who wait in vain.
if pool := connections.settings["default"].get("OPTIONS", {}).get("pool"):
    # The dispatcher and the pages of those who look around have theirs beside them.
    pool["max_size"] = BUYERS + 16

everybody = threading.Barrier(BUYERS, timeout=PATIENCE)
take = checkout.order_basket


def meet_and_take(**wish):
    """`order_basket`, once all have looked."""
    everybody.wait()
    return take(**wish)


checkout.order_basket = meet_and_take
