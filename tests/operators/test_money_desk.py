"""The operators' pages of payouts, tax and the ledger: who sees them, what they do, and what is written down."""

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from base import clock
from events.orders import SellerOrderDelivered, SoldLine
from marketplace.audit.models import AuditEntry
from marketplace.operators.spreadsheet import as_csv, as_xlsx
from payments.ledger.selectors import balance_of
from payments.payouts.bank_accounts import give_bank_account, give_tax_number
from payments.payouts.models import Payout, PayoutMismatch, PayoutRule, PayoutRun
from payments.sales.models import CommissionRate
from payments.sales.services import book_sale
from tests.conftest import person

pytestmark = pytest.mark.django_db
DESK = "/dieu-hanh/"
MONTH = "2026-10"


@pytest.fixture
def sale(lans_stall):
    """A sale of October whose net is due."""
    give_bank_account(seller_id=lans_stall.pk, bank_bin="970405", number="1903000123456", holder="THACH THI LAN")
    give_tax_number(seller_id=lans_stall.pk, number="096123456789")
    event = SellerOrderDelivered(
        1,
        "CDONE",
        lans_stall.pk,
        commune_code=lans_stall.commune_code,
        channel="web",
        fair_id=None,
        payment_method="vnpay",
        goods_vnd=200_000,
        delivery_fee_vnd=0,
        lines=(SoldLine(1, 501, "mat-ong", 1, 200_000),),
    )
    return book_sale(delivered=event, at=clock.market_day_bounds(date(2026, 10, 12))[0])


PAGES = ("chi-tien/", "thue/", f"thue/{MONTH}.csv", "so-cai/", "quy-dinh/", "quy-dinh/phi/them/")


@pytest.mark.parametrize("page", PAGES)
def test_only_operators_see_them(client, desk, hoa, lan, page):
    assert desk.get(DESK + page).status_code == 200
    for other in (hoa, lan):
        client.force_login(other)
        assert client.get(DESK + page).status_code == 404


def test_from_the_preview_to_the_file_and_back(desk, sale):
    assert "Chi được không" in desk.get(DESK + "chi-tien/").content.decode()
    desk.post(DESK + "chi-tien/lap/")
    run = PayoutRun.objects.get()
    assert desk.get(f"{DESK}chi-tien/{run.pk}/ngan-hang.csv").status_code == 404
    assert "Duyệt đợt chi" in desk.get(f"{DESK}chi-tien/{run.pk}/duyet/").content.decode()
    assert balance_of("bank") == 0
    desk.post(f"{DESK}chi-tien/{run.pk}/duyet/")
    assert balance_of("bank") == -191_000
    assert "1903000123456" in desk.get(f"{DESK}chi-tien/{run.pk}/ngan-hang.csv").content.decode()
    assert "1903000123456" not in desk.get(f"{DESK}chi-tien/{run.pk}/").content.decode()
    desk.post(f"{DESK}chi-tien/lenh/{Payout.objects.get().pk}/tra-lai/", {"reason": "Tài khoản đã đóng"})
    assert "Tài khoản đã đóng" in desk.get(f"{DESK}chi-tien/{run.pk}/").content.decode()
    assert balance_of("bank") == 0
    written = list(AuditEntry.objects.order_by("pk").values_list("action", "target"))
    assert written == [
        ("payout_prepared", f"payout_run:{run.pk}"),
        ("payout_approved", f"payout_run:{run.pk}"),
        ("bank_file_fetched", f"payout_run:{run.pk}"),
        ("payout_returned", f"payout:{Payout.objects.get().reference}"),
    ]


def test_a_large_run_is_approved_by_somebody_else(client, desk, sale):
    today = clock.market_day(clock.now())
    PayoutRule.objects.create(
        effective_from=today, hold_days=7, threshold_vnd=0, second_operator_from_vnd=1, source="thử"
    )
    desk.post(DESK + "chi-tien/lap/")
    run = PayoutRun.objects.get()
    assert "người điều hành khác phải duyệt" in desk.get(f"{DESK}chi-tien/{run.pk}/").content.decode()
    answer = desk.post(f"{DESK}chi-tien/{run.pk}/duyet/", follow=True)
    assert "Nhờ người điều hành khác duyệt" in answer.content.decode()
    client.force_login(person("+84912000006", "Phạm Thị Hạnh", "operator"))
    client.post(f"{DESK}chi-tien/{run.pk}/duyet/")
    assert (balance_of("bank"), AuditEntry.objects.filter(action="payout_approved").count()) == (-191_000, 1)


def test_a_dropped_run_leaves_the_money_due(desk, sale):
    desk.post(DESK + "chi-tien/lap/")
    desk.post(f"{DESK}chi-tien/{PayoutRun.objects.get().pk}/bo/")
    page = desk.get(DESK + "chi-tien/")
    assert (page.context["payable"], "Đã bỏ" in page.content.decode()) == (191_000, True)


def test_the_banks_file_is_read_and_a_strange_line_is_settled(desk, sale):
    def send(content):
        return desk.post(DESK + "chi-tien/ket-qua/", {"file": SimpleUploadedFile("kq.csv", content)}, follow=True)

    assert send(b"\xff\xfe").status_code == 422
    assert "Tệp không đúng mẫu" in send(b"a,b\r\n").content.decode()
    page = send(b"ma_lenh,so_tien,ket_qua,ly_do\r\nCT9S9,5,thanh_cong,\r\n").content.decode()
    assert "Không có lệnh chi nào mang mã này" in page
    strange = f"{DESK}chi-tien/khong-khop/{PayoutMismatch.objects.get().pk}/"
    assert desk.post(strange, {"note": ""}).status_code == 422
    desk.post(strange, {"note": "Lệnh cũ"})
    assert PayoutMismatch.objects.get().note == "Lệnh cũ"
    assert desk.get(strange).status_code == 404


def test_the_register_is_read_masked_and_fetched_in_the_clear(desk, sale, lans_stall):
    page = desk.get(DESK + "thue/", {"thang": MONTH}).content.decode()
    assert "••• 789" in page
    assert "096123456789" not in page
    assert "20/11/2026" in page
    sheet = desk.get(f"{DESK}thue/{MONTH}.csv").content.decode("utf-8-sig").splitlines()
    assert sheet[0] == "ky,nen_tang,ma_sap,ten_nguoi_ban,ma_so_thue,loai,doanh_thu,hoan_tra,gtgt,tncn"
    assert sheet[1] == f"2026-10,Chợ Đước,{lans_stall.code},Thạch Thị Lan,096123456789,made,200000,0,6000,3000"
    assert desk.get(f"{DESK}thue/{MONTH}.xlsx").content[:2] == b"PK"
    assert AuditEntry.objects.filter(action="tax_register_exported", target=f"tax:{MONTH}").count() == 2
    for wrong in ("2026-13.csv", "2026-10.pdf", "x.csv"):
        assert desk.get(f"{DESK}thue/{wrong}").status_code == 404


def test_a_sellers_certificate_says_what_was_withheld(desk, sale, lans_stall):
    page = desk.get(f"{DESK}thue/chung-tu/{lans_stall.pk}/2026/").content.decode()
    assert all(words in page for words in ("10/2026", "096123456789", "6.000", "3.000"))
    assert AuditEntry.objects.filter(action="tax_certificate_opened").count() == 1
    assert desk.get(f"{DESK}thue/chung-tu/{lans_stall.pk}/2019/").status_code == 404


def test_files_hold_words_and_never_formulas():
    rows = [("tên", "số"), ("=1+1", 5), ("<&>", -3)]
    assert as_csv(rows).decode("utf-8-sig").splitlines() == ["tên,số", "'=1+1,5", "<&>,-3"]
    with ZipFile(BytesIO(as_xlsx(rows))) as parts:
        for name in parts.namelist():
            ElementTree.fromstring(parts.read(name))  # noqa: S314
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    assert ["".join(cell.itertext()) for cell in sheet.iter() if cell.tag.endswith("}c")] == [
        "tên",
        "số",
        "=1+1",
        "5",
        "<&>",
        "-3",
    ]
    assert not [cell for cell in sheet.iter() if cell.tag.endswith("}f")]


def test_the_ledger_shows_an_order_leg_by_leg_and_checks_itself(desk, sale):
    page = desk.get(DESK + "so-cai/", {"don": "cdone"}).content.decode()
    assert all(words in page for words in ("sale:1", "order:CDONE", "tax:vat", "6.000"))
    assert "Thuế giá trị gia tăng phải nộp" in page
    # The order is only an event here: the check says so.
    assert "sale_of_nothing" in desk.get(DESK + "so-cai/", {"kiem": "1"}).content.decode()


def test_a_rule_holds_from_today_at_the_earliest_and_is_written_down(desk):
    today = clock.market_day(clock.now())
    fee = {"category_slug": "", "basis_points": "500", "source": "Biểu phí 12/2026"}
    assert (
        desk.post(DESK + "quy-dinh/phi/them/", fee | {"effective_from": today - timedelta(days=1)}).status_code == 422
    )
    assert (
        desk.post(DESK + "quy-dinh/phi/them/", fee | {"effective_from": today, "basis_points": "x"}).status_code == 422
    )
    desk.post(DESK + "quy-dinh/phi/them/", fee | {"effective_from": today})
    assert CommissionRate.objects.get(basis_points=500).effective_from == today
    assert AuditEntry.objects.get(action="rule_added").detail["basis_points"] == "500"
    assert "Biểu phí 12/2026" in desk.get(DESK + "quy-dinh/").content.decode()
    assert desk.get(DESK + "quy-dinh/khong-co/them/").status_code == 404


def test_a_rule_names_its_category_as_the_shop_does(desk, category):
    add = DESK + "quy-dinh/phi/them/"
    assert f'<option value="{category.slug}">{category.name}</option>' in desk.get(add).content.decode()
    fee = {"basis_points": "300", "source": "Biểu phí 12/2026", "effective_from": clock.market_day(clock.now())}
    assert desk.post(add, fee | {"category_slug": "gian-khong-co"}).status_code == 422
    desk.post(add, fee | {"category_slug": category.slug})
    page = desk.get(DESK + "quy-dinh/").content.decode()
    assert f"<td>{category.name}</td>" in page
    assert category.slug not in page
