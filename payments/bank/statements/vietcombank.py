"""Vietcombank: the day and the bank's own number share a cell ("31/10/2023" above "5243.65937").

Written from examples that people published, not from the bank's own description: unverified.
"""

from __future__ import annotations

from payments.bank.statements.reading import Columns, StatementLine, credit_line, rows_of

COLUMNS = Columns(
    day=("ngay", "date"), credit=("ghi co", "credit", "co "), description=("mo ta", "noi dung", "dien giai", "remark")
)


def read(content: bytes) -> list[StatementLine]:
    """Every line with money coming in. Raises BadStatement."""
    lines = []
    for number, row in rows_of(content, COLUMNS):
        reference = "".join(row["day"].split()[1:2])
        line = credit_line(number, row, reference)
        if line:
            lines.append(line)
    return lines
