"""VNPAY's answer codes in words for the buyer: what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_RESPONSES: Mapping[str, Promise] = {
    "00": _("VNPAY đã nhận tiền của bạn."),
    "07": _("Tiền đã trừ nhưng VNPAY đang kiểm tra giao dịch này. Chợ giữ đơn, bạn đừng trả lần nữa."),
    "09": _("Thẻ hoặc tài khoản chưa mở InternetBanking. Bạn mở ở ngân hàng, hoặc chọn cách trả khác."),
    "10": _("Thông tin thẻ hoặc tài khoản nhập sai quá 3 lần. Bạn xem lại thẻ rồi trả lại."),
    "11": _("Đã quá giờ chờ thanh toán. Bạn bấm trả lại để có lượt mới."),
    "12": _("Thẻ hoặc tài khoản đang bị khóa. Bạn dùng thẻ khác, hoặc hỏi ngân hàng."),
    "13": _("Mã OTP chưa đúng. Bạn trả lại và nhập mã mới."),
    "24": _("Bạn đã hủy lượt thanh toán. Tiền chưa bị trừ."),
    "51": _("Tài khoản không đủ số dư. Bạn nạp thêm, hoặc chọn cách trả khác."),
    "65": _("Tài khoản đã vượt hạn mức giao dịch trong ngày. Bạn chọn cách trả khác, hoặc trả vào ngày mai."),
    "75": _("Ngân hàng đang bảo trì. Bạn chờ một lát, hoặc chọn ngân hàng khác."),
    "79": _("Mật khẩu thanh toán nhập sai quá số lần cho phép. Bạn xem lại rồi trả lại."),
    "99": _("VNPAY báo giao dịch không thành công. Bạn trả lại, hoặc chọn cách trả khác."),
}

# A status that changes what the buyer should do whatever the response code says.
_STATUSES: Mapping[str, Promise] = {
    "01": _("VNPAY chưa xử lý xong. Bạn chờ vài phút, đừng trả lần nữa."),
    "04": _("Ngân hàng đã trừ tiền nhưng VNPAY chưa ghi nhận. Tiền sẽ được hoàn, bạn đừng trả lần nữa."),
    "05": _("VNPAY đang hoàn tiền cho bạn."),
    "06": _("VNPAY đã gửi yêu cầu hoàn tiền sang ngân hàng của bạn."),
    "07": _RESPONSES["07"],
    "09": _("VNPAY từ chối hoàn tiền. Chợ sẽ liên hệ với bạn."),
}


def explain(response_code: str, transaction_status: str = "") -> str:
    """One or two sentences in the viewer's language; a code nobody documented reads like 99."""
    words = _STATUSES.get(transaction_status) or _RESPONSES.get(response_code) or _RESPONSES["99"]
    return str(words)
