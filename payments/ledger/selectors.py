"""Reading the books. A balance is always the sum of its legs; none is stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from payments.ledger.accounts import DEBIT_KINDS, of_order
from payments.ledger.models import Account, Entry


@dataclass(frozen=True)
class Balance:
    """What an account has come to (đồng), in the sense of its kind: an asset that is there, a debt that is owed."""

    code: str
    kind: str
    amount_vnd: int


def balance_of(code: str) -> int:
    """Balance of one account (đồng), in the sense of its kind; zero for an account nobody has booked on."""
    return next((one.amount_vnd for one in balances(Account.objects.filter(code=code))), 0)


def balances(accounts: QuerySet[Account] | None = None) -> list[Balance]:
    """Balances of some accounts, by default of all, in the order of their codes."""
    chosen = Account.objects.all() if accounts is None else accounts
    summed = chosen.annotate(debits=Coalesce(Sum("legs__debit_vnd"), 0), credits=Coalesce(Sum("legs__credit_vnd"), 0))
    rows = summed.order_by("code").values_list("code", "kind", "debits", "credits")
    return [Balance(code, kind, d - c if kind in DEBIT_KINDS else c - d) for code, kind, d, c in rows]


def entries_of_order(number: str) -> list[Entry]:
    """All entries that touched an order's account, or are about one of its parts, oldest first, with their legs."""
    on_account = Entry.objects.filter(legs__account__code=of_order(number))
    parts = on_account.exclude(seller_order_id=None).values("seller_order_id")
    found = Entry.objects.filter(Q(pk__in=on_account.values("pk")) | Q(seller_order_id__in=parts))
    ordered = found.annotate(first_leg=Min("legs__pk")).order_by("booked_at", "first_leg")
    return list(ordered.prefetch_related("legs__account"))


def unbalanced_entries() -> list[str]:
    """References of entries whose legs do not sum to what the entry says: none, unless somebody went past us."""
    summed = Entry.objects.annotate(debits=Sum("legs__debit_vnd"), credits=Sum("legs__credit_vnd"))
    wrong = summed.filter(~Q(debits=F("total_vnd")) | ~Q(credits=F("total_vnd")) | Q(debits=None))
    return list(wrong.order_by("reference").values_list("reference", flat=True))
