"""What an official sees under /thong-ke/, and who sees nothing."""

import re

import pytest

from events.dispatcher import dispatch_all

pytestmark = pytest.mark.django_db

PAGES = (
    "/thong-ke/",
    "/thong-ke/moi/",
    "/thong-ke/moi/chi-tiet/",
    "/thong-ke/cach-tinh/",
    "/thong-ke/bieu/",
    "/thong-ke/tai-ve/xa-phuong.csv",
)


def figure(answer, commune, name="orders"):
    """One figure of a commune's row."""
    row = re.search(rf'<th scope="row">{commune}</th>(.*?)</tr>', answer.content.decode(), re.S)
    return row and re.search(rf'data-figure="{name}">([^<]*)<', row[1])[1]


@pytest.mark.parametrize("page", PAGES)
def test_officials_only(page, client, hoa, tuan, stranger):
    answer = client.get(page)
    assert (answer.status_code, answer.url) == (302, f"/dang-nhap/?next={page}")
    for outsider in (stranger, tuan):
        client.force_login(outsider)
        assert client.get(page).status_code == 404
    client.force_login(hoa)
    assert client.get(page).status_code == 200


def test_this_month_and_the_one_before(desk, six_sellers):
    page = desk.get("/thong-ke/").content.decode()
    assert "Kỳ tháng 11/2026" in page
    values = re.findall(r'<p class="v num"[^>]*>([^<]+?)(?: <small>([^<]*)</small>)?</p>', page)
    assert values == [("6", ""), ("1,4", "triệu ₫"), ("6", ""), ("2", ""), ("0,0", "%")]
    assert "tháng 10/2026: 1" in page
    assert "Nội bộ" in page


def test_a_communes_figure_moves_with_the_sale(desk, six_sellers, sell):
    assert figure(desk.get("/thong-ke/"), "Xã Đất Mũi") == "1"
    sell(six_sellers[-1], quantity=2, method="vnpay")
    answer = desk.get("/thong-ke/")
    assert figure(answer, "Xã Đất Mũi") == "2"
    assert figure(answer, "Xã Đất Mũi", "sales") == "2.700.000"
    assert figure(answer, "Xã Đất Mũi", "cashless") == "50,0"


def test_the_page_knows_from_where_to_listen_on(desk, six_sellers, sell):
    def position():
        page = desk.get("/thong-ke/").content.decode()
        assert page.count('data-live-topic="indicators"') == 2
        return int(re.search(r'data-live-position="(\d+)"', page)[1])

    before = position()
    sell(six_sellers[0])
    dispatch_all()
    assert position() == before + 1


def test_live_fragments_keep_the_question(desk, six_sellers):
    page = desk.get("/thong-ke/?tu=2026-10&den=2026-10&xa=32191").content.decode()
    assert 'data-live-url="/thong-ke/moi/chi-tiet/?tu=2026-10&amp;den=2026-10&amp;xa=32191"' in page
    fragment = desk.get("/thong-ke/moi/chi-tiet/?tu=2026-10&den=2026-10&xa=32191")
    assert figure(fragment, "Xã Năm Căn") == "1"
    assert "<html" not in fragment.content.decode()


def test_the_map_has_a_tile_for_every_commune(desk, six_sellers):
    page = desk.get("/thong-ke/?xem=doanh-so").content.decode()
    tiles = re.findall(r'<li class="m(\d)[^"]*" style="--x:(\d+);--y:(\d+)" title="([^"]+)"', page)
    assert len(tiles) == 64
    assert len({(x, y) for _, x, y, _ in tiles}) == 64
    assert [title for step, *_, title in tiles if step != "0"] == [
        "Xã Năm Căn: 500.000\u00a0₫",
        "Xã Đất Mũi: 900.000\u00a0₫",
    ]


def test_the_chart_says_what_it_shows(desk, six_sellers):
    page = desk.get("/thong-ke/").content.decode()
    assert 'aria-label="Nhiều nhất là tháng 11/2026: 6 đơn."' in page
    assert len(re.findall(r'<rect class="bar( now)?"', page)) == 4


def test_columns_turn_the_table(desk, six_sellers):
    def communes(query):
        page = desk.get(f"/thong-ke/{query}").content.decode()
        return re.findall(r'<th scope="row">(Xã [^<]+)</th>', page)[:2]

    assert communes("") == ["Xã Năm Căn", "Xã Đất Mũi"]
    assert communes("?xep=-doanh-so") == ["Xã Đất Mũi", "Xã Năm Căn"]
    assert communes("?xep=ten") == ["Xã Đất Mũi", "Xã Năm Căn"]
    assert communes("?xep=hello") == ["Xã Năm Căn", "Xã Đất Mũi"]
    page = desk.get("/thong-ke/?xep=-doanh-so").content.decode()
    assert '<th scope="col" class="r" aria-sort="descending"><a href="?xep=doanh-so#xa-phuong">Doanh số' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tu=2026-11&den=2026-10", "Tháng cuối đứng trước tháng đầu"),
        ("tu=hello", "Không có lựa chọn này"),
        ("xa=26734", "Không có lựa chọn này"),
        ("nganh=%F0%9F%A6%80", "Không có lựa chọn này"),
        ("den=" + "9" * 5000, "Không có lựa chọn này"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_beside_its_field(desk, six_sellers, query, said):
    answer = desk.get(f"/thong-ke/?{query}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "data-figure" not in page
    assert desk.get(f"/thong-ke/bieu/?{query}").status_code == 404
    assert desk.get(f"/thong-ke/tai-ve/thang.csv?{query}").status_code == 404


def test_an_empty_market_says_so(desk):
    page = desk.get("/thong-ke/").content.decode()
    assert "Chưa có đơn giao xong trong kỳ này" in page
    assert "Xem tháng này, toàn tỉnh" in page


def test_every_figure_is_explained(desk, six_sellers):
    assert desk.get("/thong-ke/").content.decode().count('<details class="def">') == 5
    method = desk.get("/thong-ke/cach-tinh/").content.decode()
    assert "chia cho mọi đơn giao xong trong kỳ" in method


def test_few_queries_however_many_sales(desk, six_sellers, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        desk.get("/thong-ke/")
