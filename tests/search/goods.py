"""Many goods at once, without history: copies of the demo market's in the words of seed_catalogue."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from base import clock
from marketplace.demo.bulk.catalogue import Listings
from sellers.models import Partner


def many_goods(number: int) -> None:
    """Write so many products of the stalls there are; they are not indexed yet."""
    drawings: dict[str, str] = _AnyDrawing()
    listings = Listings(list(Partner.objects.order_by("pk")), drawings, clock.now() - timedelta(days=1))
    listings.draw = Random(number)
    listings.make(number=number, made=lambda done: None)


class _AnyDrawing(dict):
    """A photo's name for any drawing: nobody looks at it."""

    def __missing__(self, key: str) -> str:
        return key
