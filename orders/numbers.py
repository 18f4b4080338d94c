"""Order numbers: random, so that nobody can count our orders or guess the next one; short enough for the phone."""

from __future__ import annotations

import secrets

# No 0/O, 1/I/L, 5/S, 8/B: the number is read out loud and written by hand.
ALPHABET = "234679ACDEFGHJKMNPQRTUVWXYZ"
LENGTH = 8


def new_order_number() -> str:
    """`CD` and eight characters: 27⁸ ≈ 282 billion. The database refuses a collision; the caller draws again."""
    return "CD" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
