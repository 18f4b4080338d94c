"""Price per kilogram or litre, from how sellers name their packs."""

from __future__ import annotations

import pytest

from marketplace.design.units import price_per_base_unit, rounded_to_compare


@pytest.mark.parametrize(
    ("price", "unit", "expected"),
    [
        (780_000, "túi 500 g", (1_560_000, "kg")),
        (780_000, "túi 500g", (1_560_000, "kg")),
        (350_000, "chai 500 ml", (700_000, "lít")),
        (340_000, "kg", (340_000, "kg")),
        (340_000, "Kg", (340_000, "kg")),
        (65_000, "hộp 150 g", (433_333, "kg")),
        (210_000, "túi 5 kg", (42_000, "kg")),
        (50_000, "chai 1,5 lít", (33_333, "lít")),
        (50_000, "can 1.000 ml", (50_000, "lít")),
        (30_000, "lốc 4 hộp 180 ml", (41_667, "lít")),
        (50_000, "6 × 200 g", (41_667, "kg")),
        (75_000, "chai 35 độ đạm 500 ml", (150_000, "lít")),
        (5_000, "1 lạng", (50_000, "kg")),
    ],
)
def test_packs_with_one_measure(price, unit, expected):
    assert price_per_base_unit(price, unit) == expected


@pytest.mark.parametrize(
    "unit", ["chiếc", "chiếc 1m6 × 2m", "gói", "500gói", "con 300 – 400 g", "con 300-400g", "0 g", "", "1,2,3 kg"]
)
def test_packs_without_one_measure_have_no_such_price(unit):
    assert price_per_base_unit(90_000, unit) is None


@pytest.mark.parametrize(
    ("price", "said"), [(433_333, 433_000), (883_500, 884_000), (18_333, 18_300), (1_560_000, 1_560_000)]
)
def test_prices_to_compare_are_said_roundly(price, said):
    assert rounded_to_compare(price) == said
