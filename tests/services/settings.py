"""The market's settings with consumers of our own (CONSUMERS) or a message gateway (GATEWAY_URL) if a proof says so."""

import os

from marketplace.settings import *

if "CONSUMERS" in os.environ:
    EVENT_SUBSCRIPTIONS = f"tests.services.consumers.{os.environ['CONSUMERS']}"
if "GATEWAY_URL" in os.environ:
    GATEWAY_URL = os.environ["GATEWAY_URL"]
    MESSAGE_SENDERS = dict.fromkeys(("sms", "zalo"), "tests.services.gateway.HttpSender")
