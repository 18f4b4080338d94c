"""Sending a login code: at once, and without a trace of its digits in our database.

A code is not queued like other messages: a queued message is a row with its words, and a code that comes minutes late
is of no use anyway. If the process dies in between, the person asks again.
"""

from __future__ import annotations

from django.conf import settings

from catalogue.folding import without_marks
from notifications.senders import Outgoing, sender_for
from people.services import ask_for_code

# Without tone marks a message may have 160 characters, with them 70.
TEXT = "{market}: ma dang nhap cua ban la {digits}, dung trong 5 phut. Khong dua ma nay cho bat ky ai."


def send_code(*, phone: str, browser: str, address: str) -> None:
    """Make a code and send it to the number (E.164). Raises TooManyAttempts, TemporaryFailure, FinalFailure."""
    asked = ask_for_code(phone=phone, browser=browser, address=address)
    text = TEXT.format(market=without_marks(settings.MARKET_NAME), digits=asked.digits)
    sender_for("sms").send(Outgoing(key=asked.key, channel="sms", to=phone, text=text))
