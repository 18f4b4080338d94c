"""A line of the log: one JSON object, whatever is in it."""

import json
import logging

from events.correlation import correlated
from marketplace.logs import JsonFormatter


def line(**more):
    record = logging.makeLogRecord(
        {"name": "shop", "levelname": "INFO", "msg": "sold %s", "args": ("tôm\nkhô",), **more}
    )
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_it_carries_the_correlation_id_and_what_was_given_beside():
    with correlated("abc"):
        written = line(order="CD2346", amount=object())
    assert (written["correlation_id"], written["order"], written["message"]) == ("abc", "CD2346", "sold tôm\nkhô")
    assert written["at"].endswith("+00:00")


def test_it_carries_the_trace_of_an_exception():
    try:
        raise ValueError("no")
    except ValueError as trouble:
        assert "ValueError: no" in line(exc_info=(ValueError, trouble, trouble.__traceback__))["trace"]
