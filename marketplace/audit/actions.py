"""Everything that is written down, and how it reads on the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "seller_viewed": _("Xem hồ sơ sạp"),
    "seller_approved": _("Duyệt sạp"),
    "seller_refused": _("Chưa duyệt sạp"),
    "seller_suspended": _("Tạm khóa sạp"),
    "seller_reopened": _("Mở lại sạp"),
    "product_approved": _("Duyệt hàng"),
    "product_refused": _("Trả lại hàng"),
    "order_viewed": _("Xem đơn có số điện thoại khách"),
    "order_cancelled": _("Hủy đơn"),
    "refund_given": _("Ghi đã hoàn tiền"),
    "refund_not_arrived": _("Ghi cổng chưa nhận yêu cầu hoàn"),
    "refund_called_again": _("Gửi lại yêu cầu hoàn"),
    "held_payment_decided": _("Quyết định khoản tiền bị giữ"),
    "statement_imported": _("Nhập sao kê ngân hàng"),
    "transfer_matched": _("Khớp chuyển khoản với đơn"),
    "transfer_decided": _("Xử lý chuyển khoản không phải của đơn"),
    "payments_reconciled": _("Đối soát với cổng thanh toán"),
    "difference_closed": _("Xử lý chênh lệch đối soát"),
    "delivery_replayed": _("Chạy lại việc bị kẹt"),
    "subscriber_replayed": _("Chạy lại mọi việc bị kẹt của một nơi nhận"),
    "payout_prepared": _("Lập đợt chi tiền"),
    "payout_approved": _("Duyệt đợt chi tiền"),
    "payout_cancelled": _("Bỏ đợt chi tiền"),
    "payout_returned": _("Ghi tiền chi bị ngân hàng trả lại"),
    "bank_file_fetched": _("Tải tệp chi tiền có số tài khoản"),
    "bank_answer_read": _("Đọc tệp kết quả của ngân hàng"),
    "mismatch_settled": _("Xử lý dòng ngân hàng không khớp"),
    "tax_register_exported": _("Tải bảng kê thuế có mã số thuế"),
    "tax_certificate_opened": _("Mở chứng từ khấu trừ thuế"),
    "rule_added": _("Thêm quy định về phí, thuế, chi tiền"),
    "fair_opened": _("Lập hội chợ"),
    "fair_changed": _("Sửa hội chợ"),
    "fair_goods_chosen": _("Chọn hàng cho hội chợ"),
    "pairing_code_made": _("Tạo mã ghép máy"),
    "device_revoked": _("Gỡ máy khỏi hội chợ"),
}
