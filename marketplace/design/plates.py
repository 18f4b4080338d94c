"""Which tint lies under a drawing."""

from __future__ import annotations

#: Repeated along a list, no plate equals its neighbour beside it, nor the one below it in rows of 2, 4 or 5: the
#: columns of a phone and of a desktop. With four tints no order can do that for rows of 3 as well.
_ORDER = ("p1", "p2", "p3", "p1", "p2", "p4")


def plate_class(place: int) -> str:
    """The class for the thing at this place of a list, or with this id when it stands alone."""
    return _ORDER[place % len(_ORDER)]
