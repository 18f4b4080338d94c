"""Agribank: a column each for the day, the number of the booking, debit, credit and the words.

Written by analogy with other banks' files, without a published example: unverified.
"""

from __future__ import annotations

from payments.bank.statements.reading import Columns, StatementLine, credit_line, rows_of

COLUMNS = Columns(
    day=("ngay giao dich", "ngay gd", "transaction date"),
    credit=("ghi co", "phat sinh co", "credit"),
    description=("noi dung", "dien giai", "mo ta", "description"),
    reference=("so but toan", "so tham chieu", "ma giao dich", "reference"),
)


def read(content: bytes) -> list[StatementLine]:
    """Every line with money coming in. Raises BadStatement."""
    read_rows = (credit_line(number, row, row["reference"]) for number, row in rows_of(content, COLUMNS))
    return [line for line in read_rows if line]
