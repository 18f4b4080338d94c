"""Booking. Entries are only ever added; a mistake is corrected by another entry that reverses it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from base import clock
from base.errors import Conflict, MarketError
from base.money import Dong, total
from payments.ledger.accounts import kind_of
from payments.ledger.models import Account, Entry, Leg

Side = Mapping[str, Dong]


class Unbalanced(MarketError):
    """Debits and credits of an entry differ, or it moves nothing."""

    code = "unbalanced_entry"


class BookedOtherwise(Conflict):
    """There is an entry with this reference already, and it says something else. `reference`."""

    code = "booked_otherwise"


@transaction.atomic
def post_entry(
    *,
    reference: str,
    kind: str,
    debit: Side,
    credit: Side,
    at: datetime | None = None,
    seller_order_id: int | None = None,
    reverses: Entry | None = None,
) -> Entry:
    """Book one movement between accounts {code: amount}; zero amounts are left out. The same reference is booked once.

    `at` is when it happened, by default now. Raises Unbalanced, and BookedOtherwise for a known reference with another
    content.
    """
    debit, credit = ({code: sum_ for code, sum_ in side.items() if sum_} for side in (debit, credit))
    sum_of_side = total(list(debit.values()))
    if sum_of_side != total(list(credit.values())) or not sum_of_side:
        raise Unbalanced(reference=reference)
    if (booked := _booked(reference, debit, credit)) is not None:
        return booked
    entry = Entry(
        id=secrets.randbits(62),
        reference=reference,
        kind=kind,
        booked_at=at or clock.now(),
        total_vnd=sum_of_side.amount,
        seller_order_id=seller_order_id,
        reverses=reverses,
    )
    try:
        with transaction.atomic():
            return _write(entry, debit, credit)
    except IntegrityError:
        # The same movement came twice at once; anything else that the database refuses is a mistake of ours.
        booked = _booked(reference, debit, credit)
        if booked is None:
            raise
        return booked


@transaction.atomic
def reverse_entry(*, reference: str, at: datetime | None = None) -> Entry:
    """Take an entry back by its mirror image `reversal:<reference>`. Doing it twice books it once.

    Raises Entry.DoesNotExist.
    """
    wrong = Entry.objects.get(reference=reference)
    debit, credit = _sides(wrong)
    return post_entry(
        reference=f"reversal:{reference}",
        kind=f"{wrong.kind}_reversed"[:30],
        debit=credit,
        credit=debit,
        at=at,
        seller_order_id=wrong.seller_order_id,
        reverses=wrong,
    )


def _write(entry: Entry, debit: Side, credit: Side) -> Entry:
    accounts = _accounts({*debit, *credit})
    legs = [Leg(entry_id=entry.pk, account_id=accounts[code], debit_vnd=sum_.amount) for code, sum_ in debit.items()]
    legs += [Leg(entry_id=entry.pk, account_id=accounts[code], credit_vnd=sum_.amount) for code, sum_ in credit.items()]
    # Legs first: when the entry's own row comes, the database weighs them, and from then on takes no more.
    Leg.objects.bulk_create(legs)
    entry.save(force_insert=True)
    return entry


def _booked(reference: str, debit: Side, credit: Side) -> Entry | None:
    entry = Entry.objects.filter(reference=reference).first()
    if entry is not None and _sides(entry) != (debit, credit):
        raise BookedOtherwise(reference=reference)
    return entry


def _sides(entry: Entry) -> tuple[dict[str, Dong], dict[str, Dong]]:
    debit: dict[str, Dong] = {}
    credit: dict[str, Dong] = {}
    for leg in entry.legs.select_related("account"):
        side, amount = (debit, leg.debit_vnd) if leg.debit_vnd else (credit, leg.credit_vnd)
        side[leg.account.code] = Dong(amount)
    return debit, credit


def _accounts(codes: Iterable[str]) -> dict[str, int]:
    wanted = {code: kind_of(code) for code in codes}
    known = dict(Account.objects.filter(code__in=wanted).values_list("code", "pk"))
    missing = [Account(code=code, kind=kind) for code, kind in sorted(wanted.items()) if code not in known]
    if missing:
        Account.objects.bulk_create(missing, ignore_conflicts=True)
        known = dict(Account.objects.filter(code__in=wanted).values_list("code", "pk"))
    return known
