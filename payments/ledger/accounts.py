"""The chart of accounts: what an account's name says of it. `till:fair:3` is a till, and a till is an asset."""

from __future__ import annotations

from payments.ledger.models import Account

Kind = Account.Kind

#: First part of a code -> kind. docs/accounting.md says what each holds.
KINDS = {
    "vnpay": Kind.ASSET,
    "bank": Kind.ASSET,
    "till": Kind.ASSET,
    "cash": Kind.ASSET,
    "order": Kind.LIABILITY,
    "seller": Kind.LIABILITY,
    "carrier": Kind.LIABILITY,
    "tax": Kind.LIABILITY,
    "suspense": Kind.LIABILITY,
    "income": Kind.INCOME,
    "expense": Kind.EXPENSE,
}
#: Kinds whose balance grows with debits; the others' grows with credits.
DEBIT_KINDS = frozenset({Kind.ASSET, Kind.EXPENSE})

BANK, VAT, PIT = "bank", "tax:vat", "tax:pit"
COMMISSION, PROMOTION = "income:commission", "expense:promotion"


def kind_of(code: str) -> str:
    """The kind of an account. Raises ValueError for a code outside of the chart."""
    try:
        return KINDS[code.partition(":")[0]]
    except KeyError:
        raise ValueError(f"no account is called {code!r}") from None


def of_order(number: str) -> str:
    """What is owed for an order: to its sellers, or back to the buyer."""
    return f"order:{number}"


def of_seller(seller_id: int) -> str:
    """What is owed to a seller; below nothing when he owes, for he holds the buyer's cash already."""
    return f"seller:{seller_id}"


def of_carrier(carrier: str) -> str:
    """Delivery fees owed to whoever carries."""
    return f"carrier:{carrier}"


def cash_of_carrier(carrier: str) -> str:
    """Cash that a carrier took at the door and still holds."""
    return f"cash:carrier:{carrier}"
