"""Tints under drawings."""

from __future__ import annotations

import pytest

from marketplace.design.plates import plate_class


@pytest.mark.parametrize("columns", [2, 4, 5])
def test_neighbours_differ_on_phones_and_desktops(columns):
    tints = [plate_class(place) for place in range(24)]
    beside = zip(tints, tints[1:], strict=False)
    below = zip(tints, tints[columns:], strict=False)
    assert all(one != other for one, other in [*beside, *below])


def test_all_four_tints_appear():
    assert {plate_class(place) for place in range(24)} == {"p1", "p2", "p3", "p4"}
