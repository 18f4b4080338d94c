"""The published order of goods: how well they fit × whether they can be bought × quality (docs/search.md, /xep-hang/).

No place is for sale. All numbers that decide are on this page; the public page and the operators' view read them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Points of a thing asked for, by where a product says it. Of several places the best counts.
IN_TITLE_WITH_TONES, IN_TITLE, IN_NAMES, IN_TEXT = 100, 90, 50, 10
#: The same under another name (tép for tôm), in title, names, text.
OTHER_IN_TITLE, OTHER_IN_NAMES, OTHER_IN_TEXT = 75, 40, 8
#: On top: the title begins with the first thing asked for, has two words side by side as typed; the pack has the size.
BEGINS, SIDE_BY_SIDE, SIZE_FITS = 40, 10, 60
#: A word that need not be found is worth so many points where it is.
WELCOME = 5

#: What cannot be bought now counts half (percent).
IN_STOCK, SOLD_OUT = 100, 50

#: Quality in percent of an ordinary product.
ORDINARY = 100
OCOP_PERCENT = {3: 3, 4: 6, 5: 9}
#: All orders answered in time; a share of them gives that share.
ALL_IN_TIME = 10
#: Until a producer has had so many orders, or for so long after opening, nothing is known: counted like a good one.
FEWEST_ORDERS, NEW_FOR = 5, timedelta(days=60)
NEW_PRODUCER = 8
#: An order is answered in time within this, counted over so many days.
IN_TIME, COUNTED_OVER = timedelta(hours=24), timedelta(days=90)


@dataclass(frozen=True)
class Quality:
    """Percent that each part adds to an ordinary product's hundred."""

    ocop: int
    answers: int
    new_producer: int

    @property
    def percent(self) -> int:
        """All together."""
        return ORDINARY + self.ocop + self.answers + self.new_producer


@dataclass(frozen=True)
class Answering:
    """How a producer answered: orders that waited for an answer in the days that count, and those answered in time."""

    orders: int = 0
    in_time: int = 0


def quality(*, star: int | None, answering: Answering, opened_at: datetime | None, now: datetime) -> Quality:
    """The quality of one product. `star` is that of a certificate valid today."""
    new = answering.orders < FEWEST_ORDERS or opened_at is None or now - opened_at < NEW_FOR
    answers = 0 if new else ALL_IN_TIME * answering.in_time // answering.orders
    return Quality(OCOP_PERCENT.get(star or 0, 0), answers, NEW_PRODUCER if new else 0)
