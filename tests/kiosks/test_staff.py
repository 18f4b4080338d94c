"""Whoever looks after the kiosks, and the operator who plans the fairs."""

import re
from datetime import timedelta

import pytest

from base import clock
from events.models import RecordedEvent
from marketplace.audit.models import AuditEntry
from marketplace.kiosks.models import Fair, KioskDevice
from marketplace.kiosks.services import pair_device, sell_for_cash
from orders.services import WantedLine

pytestmark = pytest.mark.django_db


def written():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def form(fair):
    today = clock.market_day(clock.now())
    return {
        "name": "Hội chợ Tết",
        "place": "Sân vận động",
        "commune_code": "32191",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=2)).isoformat(),
    }


STAFF_PAGES = ["/hoi-cho/quan-ly/", "/hoi-cho/quan-ly/{fair}/"]
DESK_PAGES = ["", "moi/", "{fair}/", "{fair}/sua/", "{fair}/hang/"]


@pytest.mark.parametrize("page", STAFF_PAGES + [f"/dieu-hanh/hoi-cho/{page}" for page in DESK_PAGES])
def test_strangers_find_nothing_and_anonymous_people_log_in(client, fair, stranger, page):
    path = page.format(fair=fair.pk)
    assert client.get(path).url == f"/dang-nhap/?next={path}"
    client.force_login(stranger)
    assert client.get(path).status_code == 404


def test_kiosk_staff_see_the_tills_but_plan_no_fair(client, fair, staff):
    client.force_login(staff)
    assert client.get("/hoi-cho/quan-ly/").status_code == 200
    assert client.get(f"/dieu-hanh/hoi-cho/{fair.pk}/").status_code == 404


def test_a_code_is_shown_once_and_pairs_a_device(client, fair, staff):
    client.force_login(staff)
    page = client.post(f"/hoi-cho/quan-ly/{fair.pk}/ma/", {"device_name": "Quầy 5"}).content.decode()
    code = "".join(re.search(r"<b>([2-9A-Z]{4}) ([2-9A-Z]{4})</b>", page).groups())
    device, _ = pair_device(code=code, ip="10.0.0.1")
    assert device.name == "Quầy 5"
    assert "Quầy 5" in client.get(f"/hoi-cho/quan-ly/{fair.pk}/").content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.operator, entry.target) == ("pairing_code_made", staff, f"fair:{fair.pk}")
    assert code not in str(entry.detail)


def test_a_code_needs_a_name_and_a_fair_that_is_not_over(client, fair, staff):
    client.force_login(staff)
    answer = client.post(f"/hoi-cho/quan-ly/{fair.pk}/ma/", {"device_name": ""})
    assert answer.status_code == 422
    assert "Đặt tên để biết máy nào là máy nào" in answer.content.decode()
    with clock.at(clock.now() + timedelta(days=30)):
        assert client.post(f"/hoi-cho/quan-ly/{fair.pk}/ma/", {"device_name": "Quầy 5"}).status_code == 422
    assert written() == []


def test_revoking_asks_first(client, fair, staff, device):
    client.force_login(staff)
    question = client.get(f"/hoi-cho/quan-ly/may/{device.pk}/go/").content.decode()
    assert question.index("Để máy bán tiếp") < question.index("bad full")
    assert KioskDevice.objects.get().revoked_at is None
    client.post(f"/hoi-cho/quan-ly/may/{device.pk}/go/")
    client.post(f"/hoi-cho/quan-ly/may/{device.pk}/go/")
    assert KioskDevice.objects.get().revoked_at is not None
    assert written() == ["device_revoked"]


def test_the_cash_of_a_day_stands_on_the_page(client, fair, staff, device, shrimp):
    sell_for_cash(device=device, request_id="abcdefgh", lines=[WantedLine(shrimp.pk, 2)])
    client.force_login(staff)
    page = client.get(f"/hoi-cho/quan-ly/{fair.pk}/").content.decode()
    assert "1.560.000\u00a0₫" in page
    assert "Sạp chị Lan" in page
    yesterday = client.get(f"/hoi-cho/quan-ly/{fair.pk}/?ngay={fair.starts_on - timedelta(days=1)}").content.decode()
    assert "1.560.000\u00a0₫" not in yesterday
    assert client.get(f"/hoi-cho/quan-ly/{fair.pk}/?ngay=hôm qua").status_code == 200


def test_an_operator_opens_a_fair_changes_it_and_chooses_goods(client, tuan, form, lans_stall, make_product):
    product, other = make_product(lans_stall), make_product(lans_stall, title="Cua biển")
    client.force_login(tuan)
    opened = client.post("/dieu-hanh/hoi-cho/moi/", form)
    fair = Fair.objects.get(name="Hội chợ Tết")
    assert opened.url == f"/dieu-hanh/hoi-cho/{fair.pk}/hang/"
    client.post(f"/dieu-hanh/hoi-cho/{fair.pk}/sua/", form | {"place": "Bến tàu"})
    assert Fair.objects.get(pk=fair.pk).place == "Bến tàu"
    client.post(opened.url, {"shown": [product.pk, other.pk], "ticked": [product.pk, 999_999]})
    assert list(fair.products.all()) == [product]
    client.post(opened.url, {"shown": [product.pk, other.pk], "ticked": [other.pk, "x", "🦐"]})
    assert list(fair.products.all()) == [other]
    assert written() == ["fair_opened", "fair_changed", "fair_goods_chosen", "fair_goods_chosen"]
    assert AuditEntry.objects.first().target == f"fair:{fair.pk}"
    assert RecordedEvent.objects.filter(name="FairChanged", aggregate_id=f"fair:{fair.pk}").count() == 4


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Ghi tên hội chợ."),
        ({"name": "x" * 5000}, "Tên dài quá."),
        ({"commune_code": "00001"}, "Không có xã, phường này trong tỉnh."),
        ({"ends_on": "2020-01-01"}, "Ngày đóng đứng trước ngày mở."),
        ({"starts_on": "hôm nay"}, "Ngày chưa đúng."),
    ],
)
def test_a_fair_that_cannot_be_right_is_refused_beside_its_field(client, tuan, form, wrong, said):
    client.force_login(tuan)
    answer = client.post("/dieu-hanh/hoi-cho/moi/", form | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Sân vận động" in answer.content.decode()
    assert not Fair.objects.filter(place="Sân vận động").exists()


def test_goods_are_found_without_accents_and_listed_with_few_queries(
    client, tuan, fair, lans_stall, make_product, django_assert_max_num_queries
):
    for n in range(12):
        make_product(lans_stall, title=f"Mật ong số {n}")
    make_product(lans_stall, title="Cua biển")
    client.force_login(tuan)
    client.get("/dieu-hanh/")
    with django_assert_max_num_queries(20):
        page = client.get(f"/dieu-hanh/hoi-cho/{fair.pk}/hang/?q=mat ong").content.decode()
    assert page.count("Mật ong số") == 12
    assert "Cua biển" not in page
