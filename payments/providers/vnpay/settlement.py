"""The settlement file: what VNPAY says it took and gave back on one day.

VNPAY's own layout comes with the contract and was not seen. This one has the fields that every such file must have,
named as VNPAY names them elsewhere; a real file is brought into it by renaming columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from base.errors import MarketError
from payments.providers.vnpay import fields, states

COLUMNS = ("vnp_TxnRef", "vnp_TransactionNo", "vnp_TransactionType", "vnp_Amount", "vnp_PayDate")
#: A day of a market of this size has some thousand rows.
MOST_ROWS = 200_000


class BadSettlementFile(MarketError, ValueError):
    """The file cannot be read. `row` counts from 1, the header being 1; `field` names the column."""

    code = "bad_settlement_file"


@dataclass(frozen=True, slots=True)
class Settled:
    """One row: a payment, or a refund of one. `number` is VNPAY's own; amount in whole đồng."""

    txn_ref: str
    number: str
    is_refund: bool
    amount_vnd: int
    at: datetime


def read_settlement(content: str) -> list[Settled]:
    """All rows of a file. Raises BadSettlementFile: nothing is compared with half a file."""
    reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BadSettlementFile(row=1, field=missing[0])
    return list(_rows(reader))


def _rows(reader: csv.DictReader[str]) -> Iterator[Settled]:
    try:
        for place, row in enumerate(reader, start=2):
            if place > MOST_ROWS + 1:
                raise BadSettlementFile(row=place, field="")
            yield _row(place, row)
    except csv.Error:
        raise BadSettlementFile(row=reader.line_num, field="") from None


def _row(place: int, row: Mapping[str, str | None]) -> Settled:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    amount_vnd, at = fields.read_amount(told["vnp_Amount"]), fields.read_time(told["vnp_PayDate"])
    if told["vnp_TransactionType"] not in ("01", *states.REFUNDS):
        raise BadSettlementFile(row=place, field="vnp_TransactionType")
    if not amount_vnd:
        raise BadSettlementFile(row=place, field="vnp_Amount")
    if at is None:
        raise BadSettlementFile(row=place, field="vnp_PayDate")
    for name, longest in (("vnp_TxnRef", 100), ("vnp_TransactionNo", 100)):
        if not told[name] or len(told[name]) > longest or not told[name].isprintable():
            raise BadSettlementFile(row=place, field=name)
    is_refund = told["vnp_TransactionType"] in states.REFUNDS
    return Settled(told["vnp_TxnRef"], told["vnp_TransactionNo"], is_refund, amount_vnd, at)
