"""Months, steps and round lines."""

from datetime import UTC, datetime

import pytest

from indicators.selectors import Figures
from marketplace.officials import charts, tiles
from marketplace.officials.kpis import short_money
from marketplace.officials.measures import MEASURES
from marketplace.officials.periods import length, month_of, months, period_name, shift


def test_months_over_the_new_year():
    assert shift("2026-11", 3) == "2027-02"
    assert shift("2026-01", -1) == "2025-12"
    assert months("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert length("2026-11", "2026-11") == 1
    assert month_of(datetime(2026, 12, 31, 18, tzinfo=UTC)) == "2027-01"


def test_names():
    assert period_name("2026-09", "2026-09") == "tháng 9/2026"
    assert period_name("2026-09", "2026-11") == "tháng 9/2026 – tháng 11/2026"


def test_money_in_short():
    assert short_money(980_000) == ("980.000", "₫")
    assert short_money(12_345_678) == ("12,3", "triệu ₫")
    assert short_money(2_500_000_000) == ("2,5", "tỷ ₫")


def test_equal_communes_have_equal_tiles():
    figures = {code: Figures(orders=n) for code, n in {"32191": 4, "32248": 4, "32244": 9, "32098": 1}.items()}
    shown = {tile.full_name: tile.step for tile in tiles.tiles(figures, MEASURES["don"]) if tile.step}
    assert shown == {"Xã Năm Căn": 2, "Xã Đất Mũi": 2, "Xã Phan Ngọc Hiển": 4, "Xã Sông Đốc": 1}
    assert [(one.low, one.high) for one in tiles.key(figures, MEASURES["don"])] == [("1", "1"), ("4", "4"), ("9", "9")]


def test_a_province_without_a_map_gets_plain_rows(settings):
    tiles.positions.cache_clear()
    settings.MARKET_COMMUNES_FILE = "nobody-placed-them.csv"
    try:
        with pytest.raises(FileNotFoundError):
            tiles.register.market_communes.__wrapped__()
        assert tiles.positions()["31825"] == (1, 1)
        assert tiles.columns() == 9
    finally:
        tiles.positions.cache_clear()


@pytest.mark.parametrize("most", [0, 1, 3, 7, 19, 102, 28_201, 999_999])
def test_a_chart_has_a_few_round_lines(most):
    chart = charts.by_month("Đơn", "đơn", {"2026-10": most, "2026-11": most // 2}, "2026-11")
    assert 1 <= len(chart.lines) <= 6
    assert [bar.running for bar in chart.bars] == [False, True]
    assert all(0 <= bar.height <= charts.BASE for bar in chart.bars)
