"""Booking. Entries are only ever added; a mistake is corrected by another entry."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from base import clock
from base.errors import MarketError
from base.money import Dong, total
from payments.ledger.models import Account, Entry, Leg


class Unbalanced(MarketError):
    """Debits and credits of an entry differ, or it moves nothing."""

    code = "unbalanced_entry"


@transaction.atomic
def post_entry(*, reference: str, kind: str, debit: Mapping[str, Dong], credit: Mapping[str, Dong]) -> Entry:
    """Book one movement between accounts {code: amount}. The same reference is booked once. Raises Unbalanced."""
    if total(list(debit.values())) != total(list(credit.values())) or not total(list(debit.values())):
        raise Unbalanced(reference=reference)
    entry, created = Entry.objects.get_or_create(reference=reference, defaults={"kind": kind, "booked_at": clock.now()})
    if created:
        legs = [Leg(entry=entry, account=_account(code), debit_vnd=sum_.amount) for code, sum_ in debit.items() if sum_]
        legs += [
            Leg(entry=entry, account=_account(code), credit_vnd=sum_.amount) for code, sum_ in credit.items() if sum_
        ]
        Leg.objects.bulk_create(legs)
    return entry


def _account(code: str) -> Account:
    return Account.objects.get_or_create(code=code)[0]
