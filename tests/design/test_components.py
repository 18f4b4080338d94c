"""The smaller tags."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "source",
    [
        "{% state evil 'leaf' icon='check' %}",
        "{% sync_state 'wait' evil %}",
        "{% note %}{{ evil }}{% endnote %}",
        "{% empty 'gio-dan' evil evil '#' evil %}",
        "{% qty 'quantity' 2 evil %}",
        "{% art 'cua' evil %}",
        "{% nav_item '#' 'home' evil %}",
    ],
)
def test_words_are_escaped(rendered, source):
    markup = rendered(source, evil=EVIL)
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup


def test_ocop_is_said_and_shown(rendered):
    assert 'aria-label="OCOP 5 sao"' in rendered("{% ocop 5 %}")
    assert "★★★★★" in rendered("{% ocop 5 %}")
    assert rendered("{% ocop none %}", none=None) == ""


def test_review_stars_are_rounded_and_said_exactly(rendered):
    assert 'aria-label="4,8 trên 5">★★★★★<' in rendered("{% stars 4.8 %}")
    assert ">★★★☆☆<" in rendered("{% stars 3.2 %}")


@pytest.mark.parametrize(
    ("kind", "said"), [("local", "Chỉ có trên máy này"), ("wait", "Đang chờ mạng"), ("sent", "Đã gửi")]
)
def test_sync_states_always_say_the_word(rendered, kind, said):
    assert said in rendered(f"{{% sync_state '{kind}' %}}")


def test_a_timeline_marks_where_we_are(rendered):
    steps = [
        {"state": "done", "title": "Đã gói", "at": datetime(2026, 11, 24, 1, 14, tzinfo=UTC)},
        {"state": "now", "title": "Đang giao", "detail": "dự kiến 27/11"},
        {"state": "todo", "title": "Giao tới bạn"},
    ]
    markup = rendered("{% timeline steps %}", steps=steps)
    assert "24/11/2026, 8:14" in markup
    assert 'class="now" aria-current="step"' in markup
    assert markup.count("aria-current") == 1


def test_the_pager_keeps_what_else_was_asked(rendered):
    markup = rendered("{% pager 5 12 %}", path="/tim-kiem/?q=mật+ong&page=5")
    assert "?q=m%E1%BA%ADt+ong&amp;page=6" in markup
    assert 'page=5" aria-current="page"' in markup
    assert markup.count("<a ") == 5
    assert markup.count("…") == 2


def test_one_page_needs_no_pager(rendered):
    assert rendered("{% pager 1 1 %}").strip() == ""


@pytest.mark.parametrize(
    ("path", "label"), [("/ban-hang/", "Nhà"), ("/ban-hang/don/17/", "Đơn"), ("/ban-hang/tien/", "Tiền")]
)
def test_the_tab_bar_knows_where_one_is(rendered, path, label):
    current = rendered("{% tabbar %}", path=path, open_orders_count=3).split('aria-current="page"')
    assert len(current) == 2
    assert f"<span>{label}</span>" in current[1].split("</a>")[0]
    assert '<span class="dot">3</span>' in rendered("{% tabbar %}", path=path, open_orders_count=3)


def test_a_desk_link_is_current_below_its_own_address(rendered):
    item = "{% nav_item '/dieu-hanh/duyet/' 'photo' 'Duyệt hàng' count=9 %}"
    assert "aria-current" in rendered(item, path="/dieu-hanh/duyet/12/")
    assert "aria-current" not in rendered(item, path="/dieu-hanh/duyet-lai/")
    first = "{% nav_item '/dieu-hanh/' 'order' 'Việc' exact=True %}"
    assert "aria-current" not in rendered(first, path="/dieu-hanh/duyet/")


def test_scripts_are_modules_of_our_own(rendered):
    assert rendered("{% script 'live' %}") == '<script type="module" src="/static/design/js/live.js"></script>'
