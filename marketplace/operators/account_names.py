"""What the accounts of the ledger are called on the desk. docs/accounting.md says what each holds."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.delivery.carriers import CARRIERS

NAMES: dict[str, str | Promise] = {
    "vnpay": gettext_lazy("VNPAY đang giữ, chưa về ngân hàng"),
    "bank": gettext_lazy("Tài khoản ngân hàng của chợ"),
    "till:fair": gettext_lazy("Két tiền mặt ở hội chợ"),
    "cash:carrier": gettext_lazy("Tiền mặt người giao đang cầm"),
    "order": gettext_lazy("Tiền khách của một đơn"),
    "seller": gettext_lazy("Phần của một sạp"),
    "carrier": gettext_lazy("Phí giao phải trả"),
    "tax:vat": gettext_lazy("Thuế giá trị gia tăng phải nộp"),
    "tax:pit": gettext_lazy("Thuế thu nhập cá nhân phải nộp"),
    "suspense": gettext_lazy("Tiền vào chưa rõ của đơn nào"),
    "income:commission": gettext_lazy("Phí chợ"),
    "expense:promotion": gettext_lazy("Khuyến mãi chợ chịu"),
}
#: Accounts of which there is one for each of many, by the first part of their code: what their sum is.
SUMS: dict[tuple[str, bool], str | Promise] = {
    ("order", True): gettext_lazy("Tiền khách của các đơn chưa xong"),
    ("order", False): gettext_lazy("Đơn đã trả lại khách nhiều hơn đã thu"),
    ("seller", True): gettext_lazy("Chợ còn nợ các sạp"),
    ("seller", False): gettext_lazy("Các sạp còn nợ chợ"),
}


def account_name(code: str) -> str:
    """An account in words, the carrier by name; an account without words of its own by its code."""
    parts = code.split(":")
    for length in range(len(parts), 0, -1):
        start, rest = ":".join(parts[:length]), parts[length:]
        if start in NAMES:
            carrier = CARRIERS.get(rest[0]) if rest and start.endswith("carrier") else None
            return f"{NAMES[start]}: {_(carrier.name)}" if carrier else str(NAMES[start])
    return code


def sum_name(code: str, amount_vnd: int) -> str | None:
    """What the sum of all accounts like this one is called; None for an account that stands alone."""
    name = SUMS.get((code.partition(":")[0], amount_vnd >= 0))
    return None if name is None else str(name)
