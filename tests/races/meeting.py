"""The market with one meeting point: every buyer has looked at the stock before the first of them takes any.

On a quick machine the first buyers may be through before the last one looks, and then the page's own look refuses the
rest: the race would prove nothing about the condition.
"""

from __future__ import annotations

import os
import threading

# First: it sets Django up, and what follows needs models.
from marketplace.asgi import application  # isort: split

from django.db import connection

from marketplace.storefront.buying.views import checkout
from tests.races.serving import PATIENCE

__all__ = ["application"]

#: The variable says how many buyers the race sends.
everybody = threading.Barrier(int(os.environ["BUYERS"]), timeout=PATIENCE)
take = checkout.order_basket


def meet_and_take(**wish):
    """`order_basket`, once all have looked. Who waits holds no connection: a process has fewer than buyers."""
    connection.close()
    everybody.wait()
    return take(**wish)


checkout.order_basket = meet_and_take
