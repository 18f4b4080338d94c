"""The one place where an error becomes a status and a sentence in plain Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from base import errors
from base.errors import MarketError

STATUSES: tuple[tuple[type[MarketError], int], ...] = (
    (errors.NotFound, 404),
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.TooManyAttempts, 429),
    (errors.RequestIdReused, 422),
    (errors.Conflict, 409),
    (errors.InvalidInput, 422),
)

SENTENCES = {
    "not_found": gettext_noop("Không tìm thấy."),
    "forbidden": gettext_noop("Bạn không có quyền làm việc này."),
    "conflict": gettext_noop("Việc này đã được làm rồi, hoặc vừa có người thay đổi. Tải lại trang để xem."),
    "invalid_input": gettext_noop("Có chỗ chưa đúng. Xem lại các ô được đánh dấu."),
    "request_id_reused": gettext_noop("Yêu cầu này đã được gửi với nội dung khác. Tải lại trang rồi làm lại."),
    "too_many_attempts": gettext_noop("Bạn thử nhiều lần quá. Chờ ít phút rồi thử lại."),
    "out_of_stock": gettext_noop("“%(title)s” chỉ còn %(available)s, không đủ %(wanted)s như bạn muốn."),
    "basket_full": gettext_noop("Giỏ đã có %(most_lines)s món, đặt bớt rồi mua tiếp."),
    "unknown_voucher": gettext_noop("Chợ không có mã “%(voucher)s”. Xem lại từng chữ rồi gõ lại, hoặc xóa đi."),
    "voucher_not_begun": gettext_noop("Mã %(voucher)s chưa tới ngày dùng."),
    "voucher_ended": gettext_noop("Mã %(voucher)s đã hết hạn."),
    "voucher_used": gettext_noop("Mã %(voucher)s đã có người dùng hết lượt."),
    "voucher_used_by_buyer": gettext_noop("Mã %(voucher)s mỗi người dùng một lần, số điện thoại này đã dùng rồi."),
    "voucher_not_for_these": gettext_noop("Mã %(voucher)s không dùng cho những món trong giỏ."),
    "voucher_basket_too_small": gettext_noop("Mã %(voucher)s dùng khi mua từ %(least)s: mua thêm %(missing)s nữa."),
    "voucher_refused": gettext_noop("Mã %(voucher)s không dùng được."),
    "not_on_sale": gettext_noop("“%(title)s” hiện không bán nữa."),
    "empty_order": gettext_noop("Giỏ còn trống."),
    "price_changed": gettext_noop("Giá vừa thay đổi. Xem lại tổng tiền rồi đặt lại."),
    "too_large": gettext_noop("Số lượng hoặc số tiền lớn quá mức cho một đơn."),
    "wrong_state": gettext_noop("Đơn này không còn ở bước đó nữa. Tải lại trang để xem."),
    "claim_too_late": gettext_noop("Đã quá hạn khiếu nại cho kiện hàng này. Gọi chợ nếu cần giúp."),
    "seller_not_open": gettext_noop("Sạp chưa được mở. Chờ chợ duyệt rồi đăng hàng."),
    "stock_below_reserved": gettext_noop("Số lượng không được nhỏ hơn số đã có khách đặt."),
    "nothing_to_pay": gettext_noop("Đơn này không còn gì phải trả."),
    "nothing_to_pay_out": gettext_noop("Chưa có sạp nào tới hạn chi, hoặc vừa có đợt chi khác lấy rồi."),
    "run_decided": gettext_noop("Đợt chi này đã được duyệt hoặc bỏ rồi. Tải lại trang để xem."),
    "second_operator_needed": gettext_noop(
        "Đợt chi lớn: người lập không tự duyệt được. Nhờ người điều hành khác duyệt."
    ),
    "unreadable_file": gettext_noop("Tệp không đúng mẫu. Hàng đầu phải có các cột: %(columns)s."),
    "refund_exceeds_paid": gettext_noop("Không hoàn nhiều hơn số khách đã trả: chỉ còn %(left_vnd)s ₫ hoàn được."),
    "refund_decided": gettext_noop("Khoản hoàn này vừa đổi. Tải lại trang để xem."),
    "not_held": gettext_noop("Khoản tiền này không còn bị giữ, hoặc không xử lý cách đó được. Tải lại trang để xem."),
    "bad_statement": gettext_noop("Không đọc được sao kê ở dòng %(row)s. Tải lại tệp CSV từ ngân hàng rồi thử lại."),
    "transfer_decided": gettext_noop("Khoản chuyển này đã được xử lý. Tải lại trang để xem."),
    "no_such_order_to_pay": gettext_noop("Không có đơn %(order_number)s nào đang chờ chuyển khoản."),
    "transfer_amount_differs": gettext_noop(
        "Số tiền không khớp: khách chuyển %(amount_vnd)s ₫, đơn cần %(wanted_vnd)s ₫. Chuyển trả rồi báo khách."
    ),
    "difference_closed": gettext_noop("Chênh lệch này đã được xử lý, hoặc không còn nữa."),
    "no_settlement_file": gettext_noop("Chưa lấy được tệp đối soát ngày %(day)s (%(why)s). Tải tệp lên tay."),
    "bad_settlement_file": gettext_noop("Không đọc được tệp đối soát: dòng %(row)s, cột %(field)s."),
    "invalid_phone": gettext_noop("Số điện thoại chưa đúng. Số di động có 10 chữ số, ví dụ 0912\u00a0345\u00a0678."),
    "code_refused": gettext_noop("Mã chưa đúng, hoặc đã quá 5 phút. Xem lại tin nhắn mới nhất, hoặc xin mã mới."),
    "password_refused": gettext_noop("Mật khẩu chưa đúng. Gõ lại; nếu quên, nhờ người điều hành chợ đặt lại."),
    "weak_password": gettext_noop("Mật khẩu dễ đoán quá. Đặt ít nhất %(at_least)s ký tự, không phải số điện thoại."),
    "unauthenticated": gettext_noop("Cần đăng nhập để làm việc này."),
    "device_not_paired": gettext_noop("Máy chưa ghép với hội chợ, hoặc đã bị gỡ. Xin mã mới từ người quản lý quầy."),
    "pairing_code_invalid": gettext_noop("Mã không đúng, đã dùng rồi, hoặc quá 10 phút. Xin mã mới rồi nhập lại."),
    "fair_not_running": gettext_noop("Hôm nay không phải ngày của “%(fair)s”, nên quầy chưa bán được."),
    "not_at_fair": gettext_noop("“%(title)s” không có ở hội chợ này. Bỏ món đó rồi bán tiếp."),
    "cash_too_little": gettext_noop("Khách đưa còn thiếu %(missing)s."),
    "not_an_image": gettext_noop("Tệp này không phải ảnh, hoặc đã hỏng. Chụp lại, hay chọn ảnh JPEG, PNG, WebP."),
    "too_many_bytes": gettext_noop("Ảnh nặng quá. Chọn ảnh nhẹ hơn %(most_megabytes)s MB, hoặc chụp lại."),
    "too_many_pixels": gettext_noop("Ảnh lớn quá, hơn %(most_megapixels)s triệu điểm ảnh. Chụp lại ở cỡ nhỏ hơn."),
    "empty": gettext_noop("Ảnh chưa tới được chợ. Chọn lại ảnh rồi gửi."),
    "unknown_commune": gettext_noop("Không có xã, phường này trong tỉnh."),
}
#: "Only 0 left" is not how one says it.
NONE_LEFT = gettext_noop("“%(title)s” vừa hết hàng.")


def status_for(error: MarketError) -> int:
    """The HTTP status of an error; 422 for a rule that simply said no."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 422)


def message_for(error: MarketError) -> str:
    """What a person is told."""
    none_left = error.code == "out_of_stock" and error.data.get("available") == 0
    sentence = NONE_LEFT if none_left else SENTENCES.get(error.code)
    if sentence is None:
        return _("Không làm được việc này.")
    try:
        return _(sentence) % error.data
    except KeyError:
        return _(sentence)
