"""A run of payouts: prepared whole or not at all, decided by operators, sent once."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet, Sum

from base import clock
from base.money import Dong
from events.outbox import record
from events.payments import PayoutSent
from payments.errors import NothingToPayOut, RunDecided, SecondOperatorNeeded
from payments.ledger import accounts
from payments.ledger.services import post_entry
from payments.payouts.due import due_legs, hold_ends, preview, rule_of
from payments.payouts.models import BankAccount, Payout, PayoutItem, PayoutRun
from people.models import User

# One statement takes all legs, in one order, so that runs at the same time wait for each other in no circle. What
# another run took first is left out: the unique index decides, not what was read before.
TAKE = """
INSERT INTO payment_payoutitem (leg_id, payout_id)
SELECT due.id, payout.id FROM ({due}) due
JOIN payment_account account ON account.id = due.account_id
JOIN payment_payout payout ON payout.run_id = %s AND account.code = 'seller:' || payout.seller_id
WHERE true ORDER BY due.id ON CONFLICT DO NOTHING
"""


@transaction.atomic
def prepare_run(*, operator: User, now: datetime) -> PayoutRun:
    """Set aside everything that is due to sellers with a bank account, from the threshold on; nothing is paid yet.

    However many runs are prepared at once, each leg is in one of them. Raises NothingToPayOut.
    """
    rule = rule_of(now)
    run = PayoutRun.objects.create(
        delivered_until=hold_ends(rule, now), needs_second=True, prepared_by=operator, prepared_at=clock.now()
    )
    _write_payouts(run, now)
    _take_legs(run)
    _settle_amounts(run, rule.threshold_vnd)
    total = run.payouts.aggregate(sum=Sum("amount_vnd"))["sum"]
    if not total:
        raise NothingToPayOut
    run.needs_second = total >= rule.second_operator_from_vnd
    run.save(update_fields=["needs_second"])
    return run


@transaction.atomic
def approve_run(*, run_id: int, operator: User) -> PayoutRun:
    """Book every payout of a run and let the bank file be fetched. Raises RunDecided, SecondOperatorNeeded."""
    run = PayoutRun.objects.select_for_update().get(pk=run_id)
    if run.needs_second and run.prepared_by_id == operator.pk:
        raise SecondOperatorNeeded(run_id=run_id)
    _decide(run, PayoutRun.State.SENT, approved_by=operator, approved_at=clock.now())
    # Who changed his bank account meanwhile is paid in the next run.
    _release(run.payouts.filter(bank_account__ended_at__isnull=False))
    for payout in run.payouts.filter(state=Payout.State.PREPARED).order_by("pk"):
        _send(payout)
    return run


@transaction.atomic
def cancel_run(*, run_id: int) -> PayoutRun:
    """Drop a prepared run; what it had set aside is due again. Raises RunDecided."""
    run = PayoutRun.objects.select_for_update().get(pk=run_id)
    _decide(run, PayoutRun.State.CANCELLED)
    _release(run.payouts.all())
    return run


def booking_of(payout: Payout) -> str:
    """Reference of the payout's entry."""
    return f"payout:{payout.reference}"


def _write_payouts(run: PayoutRun, now: datetime) -> None:
    due = {one.seller_id: one.amount_vnd for one in preview(now) if not one.held_back}
    used = BankAccount.objects.filter(seller_id__in=due, ended_at=None).order_by("seller_id")
    Payout.objects.bulk_create(
        Payout(
            run=run,
            seller_id=account.seller_id,
            bank_account=account,
            reference=f"CT{run.pk}S{account.seller_id}",
            amount_vnd=due[account.seller_id],
        )
        for account in used
    )


def _take_legs(run: PayoutRun) -> None:
    due, params = due_legs(run.delivered_until).order_by().values("id", "account_id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(due=due), [*params, run.pk])


def _settle_amounts(run: PayoutRun, threshold_vnd: int) -> None:
    """A payout is worth the legs it got, which are fewer than were seen when another run came first."""
    items = PayoutItem.objects.filter(payout__run=run).values_list("payout_id")
    got = dict(items.annotate(sum=Sum(F("leg__credit_vnd") - F("leg__debit_vnd"))))
    too_little = [payout.pk for payout in run.payouts.all() if got.get(payout.pk, 0) < max(threshold_vnd, 1)]
    PayoutItem.objects.filter(payout_id__in=too_little).delete()
    run.payouts.filter(pk__in=too_little).delete()
    for payout in run.payouts.all():
        if payout.amount_vnd != got[payout.pk]:
            run.payouts.filter(pk=payout.pk).update(amount_vnd=got[payout.pk])


def _decide(run: PayoutRun, state: str, **who: object) -> None:
    open_run = PayoutRun.objects.filter(pk=run.pk, state=PayoutRun.State.PREPARED)
    if not open_run.update(state=state, **who):
        raise RunDecided(run_id=run.pk)
    run.refresh_from_db()


def _release(payouts: QuerySet[Payout]) -> None:
    PayoutItem.objects.filter(payout__in=payouts.values("pk")).delete()
    payouts.update(state=Payout.State.CANCELLED)


def _send(payout: Payout) -> None:
    post_entry(
        reference=booking_of(payout),
        kind="payout",
        debit={accounts.of_seller(payout.seller_id): Dong(payout.amount_vnd)},
        credit={accounts.BANK: Dong(payout.amount_vnd)},
    )
    payout.state = Payout.State.SENT
    payout.save(update_fields=["state"])
    record(PayoutSent(payout.pk, payout.seller_id, payout.amount_vnd))
