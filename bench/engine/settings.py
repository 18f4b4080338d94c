"""The market's settings with one consumer that does nothing."""

from marketplace.settings import *

EVENT_SUBSCRIPTIONS = "bench.engine.app.SUBSCRIPTIONS"
