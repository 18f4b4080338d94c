"""Somebody at the door: a phone, a browser, an address."""

import pytest

from people.services import ask_for_code

PHONE, BROWSER, ADDRESS = "+84912345678", "this-browser", "203.0.113.7"


@pytest.fixture
def ask(db):
    """ask() → the digits that were sent."""

    def ask(phone=PHONE, browser=BROWSER, address=ADDRESS):
        return ask_for_code(phone=phone, browser=browser, address=address).digits

    return ask
