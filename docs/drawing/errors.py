"""Every error code: its status, what it means, what a person is told."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from base.errors import MarketError
from docs.drawing import source
from docs.drawing.markdown import meaning, table
from marketplace.access.answers import SENTENCES, status_for

#: Codes that reach nobody as they are, and why. A new error either gets a sentence in marketplace/access/answers.py
#: or a line here.
INTERNAL = {
    "market_error": "the base of all; never raised itself",
    "invalid_photo": "a base; one of `not_an_image`, `too_many_bytes`, `too_many_pixels`, `empty` is raised",
    "unbalanced_entry": "a mistake in our own booking; the transaction is rolled back and the error logged",
    "booked_otherwise": "a mistake in our own booking: one reference, two movements; the delivery is parked",
    "invalid_payment_request": "our own code gave a provider something its message cannot carry",
    "provider_misconfigured": "the merchant's own data cannot be right; whoever runs the market reads it in the log",
    "vnpay_bad_notice": "the base of the next two",
    "vnpay_bad_signature": "the call is answered 97 and kept; VNPAY reads no sentences",
    "vnpay_malformed_notice": "the call is answered 01, 04 or 99 and kept",
    "vnpay_simulator_page_refused": "the simulator's own page says so, with DEMO=1 only",
    "vnpay_simulator_refund_refused": "the simulator answers as VNPAY would, with DEMO=1 only",
}


def classes() -> list[type[MarketError]]:
    """All error classes with a code of their own, by code."""
    for name in source.modules_with_codes():
        import_module(name)
    own = [kind for kind in _below(MarketError) if "code" in vars(kind)]
    return sorted({MarketError, *own}, key=lambda kind: (kind.code, kind.__module__))


def told() -> str:
    """What people may be told."""
    rows = (
        (f"`{kind.code}`", str(_status(kind)), meaning(kind), SENTENCES[kind.code], f"`{_where(kind)}`")
        for kind in classes()
        if kind.code in SENTENCES
    )
    return table(("code", "status", "meaning", "Vietnamese", "class"), rows)


def internal() -> str:
    """What nobody is told."""
    rows = (
        (f"`{kind.code}`", meaning(kind), INTERNAL[kind.code], f"`{_where(kind)}`")
        for kind in classes()
        if kind.code in INTERNAL
    )
    return table(("code", "meaning", "why it stays inside", "class"), rows)


def _below(kind: type[MarketError]) -> Iterator[type[MarketError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _status(kind: type[MarketError]) -> int:
    # The status depends on the class alone, so an instance without its data will do.
    return status_for(kind.__new__(kind))


def _where(kind: type[MarketError]) -> str:
    return f"{kind.__module__}.{kind.__name__}"
