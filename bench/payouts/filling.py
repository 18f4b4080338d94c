"""Delivered lines by the thousand, booked in bulk: what a payout run has before it. The database weighs every entry."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from payments.ledger.accounts import COMMISSION, PIT, VAT, kind_of, of_order, of_seller
from payments.ledger.models import Account, Entry, Leg
from payments.payouts.bank_accounts import give_bank_account
from payments.rates import percent
from payments.sales.models import Sale
from sellers.models import Partner

BATCH = 2_000
#: The lines were delivered in the weeks before the hold.
HOLD, WEEKS = timedelta(days=8), timedelta(weeks=6)


def deliver_lines(*, sellers: Sequence[Partner], number: int, now: datetime, first: int = 1) -> int:
    """Book so many sales of one line each, paid through the gateway; the sum of what is due for them (đồng)."""
    for seller in sellers:
        give_bank_account(seller_id=seller.pk, bank_bin="970405", number=f"{seller.pk:013d}", holder="CHU SAP")
    codes = ["vnpay", COMMISSION, VAT, PIT, of_order("BULK"), *(of_seller(seller.pk) for seller in sellers)]
    Account.objects.bulk_create([Account(code=code, kind=kind_of(code)) for code in codes], ignore_conflicts=True)
    accounts = dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
    due = 0
    for start in range(first, first + number, BATCH):
        places = range(start, min(start + BATCH, first + number))
        sales = [_sale(place, sellers[place % len(sellers)], now) for place in places]
        _write(sales, accounts)
        due += sum(sale.net_vnd for sale in sales)
    return due


def _sale(place: int, seller: Partner, now: datetime) -> Sale:
    goods = 50_000 + place * 7_919 % 400_000
    taken = {"commission_vnd": percent(goods, 500), "vat_vnd": percent(goods, 300), "pit_vnd": percent(goods, 150)}
    return Sale(
        seller_order_id=place,
        order_number="BULK",
        seller=seller,
        delivered_at=now - HOLD - WEEKS * (place % 997 / 997),
        payment_method="vnpay",
        carrier="self",
        holder=Sale.Holder.MARKET,
        goods_vnd=goods,
        delivery_fee_vnd=0,
        carrier_fee_vnd=0,
        net_vnd=goods - sum(taken.values()),
        **taken,
    )


@transaction.atomic
def _write(sales: list[Sale], accounts: dict[str, int]) -> None:
    Sale.objects.bulk_create(sales)
    legs: list[Leg] = []
    entries: list[Entry] = []
    for sale in sales:
        captured = {"debit": {"vnpay": sale.goods_vnd}, "credit": {of_order("BULK"): sale.goods_vnd}}
        shares = {
            of_seller(sale.seller_id): sale.net_vnd,
            COMMISSION: sale.commission_vnd,
            VAT: sale.vat_vnd,
            PIT: sale.pit_vnd,
        }
        sold = {"debit": {of_order("BULK"): sale.goods_vnd}, "credit": shares}
        for kind, sides in (("payment_captured", captured), ("sale", sold)):
            entry = _entry(kind, sale)
            entries.append(entry)
            legs += _legs(entry, sides, accounts)
    Leg.objects.bulk_create(legs)
    Entry.objects.bulk_create(entries)


def _entry(kind: str, sale: Sale) -> Entry:
    return Entry(
        id=secrets.randbits(62),
        reference=f"{kind}:{sale.seller_order_id}",
        kind=kind,
        booked_at=sale.delivered_at,
        total_vnd=sale.goods_vnd,
        seller_order_id=sale.seller_order_id,
    )


def _legs(entry: Entry, sides: dict[str, dict[str, int]], accounts: dict[str, int]) -> list[Leg]:
    made = []
    for side, amounts in sides.items():
        for code, amount in amounts.items():
            column: dict[str, Any] = {f"{side}_vnd": amount}
            made.append(Leg(entry_id=entry.pk, account_id=accounts[code], **column))
    return made
