"""The tax register with names and numbers, for the tax office and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from marketplace.operators.spreadsheet import Cell
from payments.payouts.bank_accounts import open_tax_number
from payments.tax.models import TaxClass, TaxIdentity
from payments.tax.register import Row, register_of
from sellers.models import Partner

#: Neutral columns; the forms in force (TT 89/2026/TT-BTC) were not read.
COLUMNS = ("ky", "nen_tang", "ma_sap", "ten_nguoi_ban", "ma_so_thue", "loai", "doanh_thu", "hoan_tra", "gtgt", "tncn")


@dataclass(frozen=True)
class ShownRow:
    """A row of the register with whose it is; the tax number only by its last digits."""

    row: Row
    seller: Partner
    digits: str

    @property
    def tax_class(self) -> str:
        return str(TaxClass(self.row.tax_class).label)


def shown_rows(rows: list[Row]) -> list[ShownRow]:
    """Rows with their sellers."""
    ids = {row.seller_id for row in rows}
    sellers = Partner.objects.in_bulk(ids)
    digits = dict(TaxIdentity.objects.filter(seller_id__in=ids).values_list("seller_id", "last_digits"))
    return [ShownRow(row, sellers[row.seller_id], digits.get(row.seller_id, "")) for row in rows]


def exported(month: date) -> Iterator[tuple[Cell, ...]]:
    """The month as a table with numbers in the clear, its head first."""
    yield COLUMNS
    numbers = {one.seller_id: open_tax_number(one) for one in TaxIdentity.objects.all()}
    for shown in shown_rows(register_of(month)):
        row, seller = shown.row, shown.seller
        name, number = seller.holder_name or seller.name, numbers.get(seller.pk, "")
        money = (row.sold, row.taken_back, row.vat, row.pit)
        yield (f"{month:%Y-%m}", settings.MARKET_NAME, seller.code, name, number, row.tax_class, *money)
