"""Tables that leave the house, on paper or as a file: without the cells from which a family could be guessed."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from django.utils.translation import gettext as _

from indicators.disclosure import publishable, publishable_total
from indicators.selectors import Figures, Slice, together, total
from marketplace.design.words import number
from marketplace.officials.periods import period_name
from marketplace.officials.tables import Row, Subject, rows_by

HIDDEN = "—"


def published_rows(subject: Subject, chosen: Slice) -> list[Row]:
    """The rows of a table as they may be published."""
    rows = rows_by(subject, chosen)
    shown = publishable({row.key: row.figures or Figures() for row in rows})
    return [replace(row, figures=shown[row.key]) for row in rows]


def pooled_communes(chosen: Slice) -> tuple[list[Row], list[Row]]:
    """The commune table for paper: those that may be published and, as its last row, the others as one; and the others.

    The last row gives nothing away that the total does not (indicators.disclosure).
    """
    rows = published_rows("xa-phuong", chosen)
    hidden = [row for row in rows if row.figures is None]
    shown = [row for row in rows if row.figures is not None]
    if hidden:
        pool = publishable_total(together([row.key for row in hidden], chosen))
        name = _("%(number)s xã, phường dưới 5 sạp, gộp lại") % {"number": len(hidden)}
        shown.append(Row("", name, pool))
    return shown, hidden


def published_total(chosen: Slice) -> Figures | None:
    """The total as it may be published."""
    return publishable_total(total(chosen))


def as_csv(subject: Subject, chosen: Slice) -> str:
    """The table as a file for spreadsheets: UTF-8 with its mark, CRLF, numbers without dots."""
    sheet = StringIO()
    sheet.write("\ufeff")
    writer = csv.writer(sheet)
    period = period_name(chosen.first_month, chosen.last_month)
    writer.writerow(
        [
            _("Kỳ"),
            _("Mã"),
            _("Tên"),
            _("Sạp có bán"),
            _("Đơn giao xong"),
            _("Lượng bán"),
            _("Doanh số (₫)"),
            _("Không tiền mặt (%)"),
        ]
    )
    for row in published_rows(subject, chosen):
        writer.writerow([period, row.key, row.name, *_cells(row.figures)])
    writer.writerow([period, "", _("Cộng"), *_cells(published_total(chosen))])
    return sheet.getvalue()


def _cells(figures: Figures | None) -> list[object]:
    if figures is None:
        return [HIDDEN] * 5
    share = number(figures.cashless_percent)
    return [figures.sellers, figures.orders, figures.units, figures.sales_vnd, share]
