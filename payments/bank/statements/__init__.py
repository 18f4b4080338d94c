"""Statement files by bank. To add a bank, copy a neighbour and add its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from payments.bank.statements import agribank, vietcombank
from payments.bank.statements.reading import StatementLine as StatementLine

READERS: Mapping[str, Callable[[bytes], list[StatementLine]]] = {
    "agribank": agribank.read,
    "vietcombank": vietcombank.read,
}
NAMES = {"agribank": "Agribank", "vietcombank": "Vietcombank"}
