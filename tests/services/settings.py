"""The market's settings with the consumers of tests/services/consumers.py instead of its own."""

import os

from marketplace.settings import *

EVENT_SUBSCRIPTIONS = f"tests.services.consumers.{os.environ['CONSUMERS']}"
