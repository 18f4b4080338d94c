"""What leaves the house: files and paper."""

import csv
from io import StringIO

import pytest

pytestmark = pytest.mark.django_db


def sheet(desk, subject, query=""):
    """The rows of a file by their name."""
    answer = desk.get(f"/thong-ke/tai-ve/{subject}.csv{query}")
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return {row["Tên"]: row for row in csv.DictReader(StringIO(text[1:]))}


def test_a_file_for_spreadsheets(desk, six_sellers):
    answer = desk.get("/thong-ke/tai-ve/thang.csv?tu=2026-10&den=2026-11")
    assert answer["Content-Disposition"] == 'attachment; filename="cho-duoc_thang_2026-10_2026-11.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = sheet(desk, "thang", "?tu=2026-11")
    assert rows["tháng 11/2026"]["Doanh số (₫)"] == "1400000"
    assert rows["Cộng"]["Sạp có bán"] == "6"


def test_one_small_commune_is_hidden_with_another(desk, six_sellers):
    rows = sheet(desk, "xa-phuong")
    # Đất Mũi has one seller; without Năm Căn's figures nobody can subtract.
    assert rows["Xã Đất Mũi"]["Doanh số (₫)"] == rows["Xã Năm Căn"]["Doanh số (₫)"] == "—"
    assert rows["Xã Đất Mũi"]["Sạp có bán"] == "—"
    assert rows["Cộng"]["Doanh số (₫)"] == "1400000"


def test_a_filter_does_not_get_around_it(desk, six_sellers):
    rows = sheet(desk, "thang", "?xa=32248")
    assert rows["tháng 11/2026"]["Doanh số (₫)"] == rows["Cộng"]["Doanh số (₫)"] == "—"


def test_paper_adds_the_hidden_ones_up(desk, six_sellers):
    page = desk.get("/thong-ke/bieu/").content.decode()
    assert "ỦY BAN NHÂN DÂN TỈNH CÀ MAU" in page
    assert "2 xã, phường dưới 5 sạp, gộp lại" in page
    assert "Gộp lại: Xã Năm Căn, Xã Đất Mũi." in page
    assert "900.000" not in page
    assert "1.400.000" in page


def test_a_month_of_few_sellers_is_hidden_on_paper(desk, six_sellers):
    page = desk.get("/thong-ke/bieu/?tu=2026-10&den=2026-10").content.decode()
    assert "100.000" not in page
    assert "Dưới 5 sạp: không công bố" in page


def test_there_are_three_files(desk):
    assert desk.get("/thong-ke/tai-ve/nganh-hang.csv").status_code == 200
    assert desk.get("/thong-ke/tai-ve/dan-toc.csv").status_code == 404
