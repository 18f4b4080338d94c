"""The figures the market counts, each with what it means: read by the officials' pages and by whoever exports them.

Texts are Vietnamese and marked for translation where they are shown. Numbers in `reference` are those of the
project's list of indicators (docs/indicators.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Definition:
    """What a figure is, how it is computed, in which unit, from what, and what it leaves out."""

    code: str
    name: Text
    short: Text
    formula: Text
    unit: Text
    source: Text
    excludes: Text
    reference: str


_EVENTS = _("Sự kiện “đã giao tới khách” của từng phần đơn, ghi một lần lúc xảy ra; tính lại từ đầu cho cùng kết quả.")
#: Said once for all of them.
PERIOD = _("Tháng theo giờ Cà Mau của lúc giao xong.")

DEFINITIONS = (
    Definition(
        code="orders",
        name=_("Đơn giao xong"),
        short=_("Phần đơn của một sạp đã tới tay khách."),
        formula=_("Đếm phần đơn đã giao xong trong kỳ; một đơn mua của hai sạp là hai phần."),
        unit=_("đơn"),
        source=_EVENTS,
        excludes=_("Đơn bị hủy, bị từ chối, hết hạn trả tiền, hay còn đang giao."),
        reference="7",
    ),
    Definition(
        code="sales",
        name=_("Doanh số"),
        short=_("Tiền hàng của các đơn giao xong."),
        formula=_(
            "Cộng số lượng nhân giá bán của mọi dòng hàng thuộc đơn giao xong trong kỳ, trừ phần sạp tự giảm giá. "
            "Phần giảm giá chợ chịu không trừ: chợ trả thay khách."
        ),
        unit=_("₫"),
        source=_EVENTS,
        excludes=_("Phí giao hàng; đơn chưa giao xong; hàng bán ngoài chợ."),
        reference="8",
    ),
    Definition(
        code="sellers",
        name=_("Sạp có bán"),
        short=_("Sạp có ít nhất một đơn giao xong trong kỳ."),
        formula=_("Đếm sạp khác nhau có từ một đơn giao xong trong kỳ."),
        unit=_("sạp"),
        source=_EVENTS,
        excludes=_("Sạp đã mở mà chưa bán được gì trong kỳ: dùng số này thay cho số tài khoản."),
        reference="3",
    ),
    Definition(
        code="communes",
        name=_("Xã, phường có bán"),
        short=_("Xã, phường có ít nhất một sạp có bán."),
        formula=_("Đếm xã, phường khác nhau của các sạp có bán trong kỳ, theo nơi sạp ở lúc bán."),
        unit=_("xã, phường"),
        source=_EVENTS,
        excludes=_("Nơi khách ở."),
        reference="",
    ),
    Definition(
        code="cashless",
        name=_("Không tiền mặt"),
        short=_("Tỷ lệ đơn giao xong trả qua VNPAY."),
        formula=_("Số đơn giao xong đã trả qua VNPAY chia cho mọi đơn giao xong trong kỳ, nhân 100."),
        unit=_("%"),
        source=_EVENTS,
        excludes=_("Trả khi nhận hàng và tiền mặt tại quầy hội chợ được tính là tiền mặt."),
        reference="10",
    ),
    Definition(
        code="units",
        name=_("Lượng bán"),
        short=_("Số đơn vị hàng đã bán, theo đơn vị của từng món."),
        formula=_("Cộng số lượng của mọi dòng hàng thuộc đơn giao xong trong kỳ."),
        unit=_("đơn vị hàng"),
        source=_EVENTS,
        excludes=_("Không quy đổi: một túi 500 g và một kg đều là một."),
        reference="",
    ),
)
BY_CODE = {definition.code: definition for definition in DEFINITIONS}
