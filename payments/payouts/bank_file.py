"""The list of transfers for the bank's mass payment: one line per payout, in a neutral CSV."""

from __future__ import annotations

import csv
from io import StringIO

from payments.payouts.bank_accounts import open_account
from payments.payouts.models import Payout, PayoutRun

#: Every bank's own form takes these columns in some order.
COLUMNS = ("stt", "so_tai_khoan", "ten_nguoi_nhan", "ma_ngan_hang", "ten_ngan_hang", "so_tien", "noi_dung", "ma_lenh")


def bank_file(run: PayoutRun) -> str:
    """CSV with the account numbers in the clear (UTF-8, CRLF): it goes to the bank and nowhere else.

    Payouts that were returned or dropped are not in it.
    """
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    payouts = run.payouts.filter(state=Payout.State.SENT).select_related("bank_account").order_by("pk")
    for place, payout in enumerate(payouts, start=1):
        to = open_account(payout.bank_account)
        words = f"CHO DUOC CHI TIEN {payout.reference}"
        row = (place, to.number, to.holder, to.bank_bin, to.bank_name, payout.amount_vnd, words, payout.reference)
        writer.writerow(row)
    return sheet.getvalue()
