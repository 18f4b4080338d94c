"""What the bank made of a run: what came back is owed again, and lines that fit nothing wait for a person."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from base import clock
from base.errors import Conflict, InvalidInput
from events.outbox import record
from events.payments import PayoutReturned
from payments.errors import UnreadableFile
from payments.ledger.services import reverse_entry
from payments.payouts.models import BankAccount, Payout, PayoutMismatch
from payments.payouts.runs import booking_of
from people.models import User

COLUMNS = ("ma_lenh", "so_tien", "ket_qua", "ly_do")
PAID, RETURNED = "thanh_cong", "tra_lai"
Problem = PayoutMismatch.Problem


@dataclass(frozen=True)
class Reading:
    """What a file said: transfers that went through, that came back, and lines that fit nothing."""

    paid: int
    returned: int
    mismatches: int


@transaction.atomic
def return_payout(*, payout_id: int, reason: str) -> Payout:
    """The bank sent a transfer back: it is owed again, and waits until the seller gives another account.

    Raises Conflict when it was not sent or has come back already.
    """
    now = clock.now()
    sent = Payout.objects.filter(pk=payout_id, state=Payout.State.SENT)
    if not sent.update(state=Payout.State.RETURNED, returned_at=now, return_reason=reason.strip()[:200]):
        raise Conflict(payout_id=payout_id)
    payout = Payout.objects.get(pk=payout_id)
    reverse_entry(reference=booking_of(payout))
    BankAccount.objects.filter(pk=payout.bank_account_id, ended_at=None).update(ended_at=now)
    record(PayoutReturned(payout.pk, payout.seller_id, payout.amount_vnd))
    return payout


@transaction.atomic
def read_bank_answer(*, content: str) -> Reading:
    """Take in the bank's CSV (`ma_lenh,so_tien,ket_qua,ly_do`). The same file again changes nothing.

    Raises UnreadableFile when the columns are others.
    """
    rows = csv.DictReader(content.lstrip("\ufeff").splitlines())
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise UnreadableFile(columns=", ".join(COLUMNS))
    said = [_take_in(row) for row in rows]
    return Reading(*(said.count(word) for word in (PAID, RETURNED, "mismatch")))


@transaction.atomic
def settle_mismatch(*, mismatch_id: int, note: str, operator: User) -> None:
    """A person looked at a line that fitted nothing. Raises InvalidInput without a note, Conflict when settled."""
    if not note.strip():
        raise InvalidInput({"note": "required"})
    still_open = PayoutMismatch.objects.filter(pk=mismatch_id, settled_at=None)
    if not still_open.update(settled_at=clock.now(), settled_by=operator, note=note.strip()[:300]):
        raise Conflict(mismatch_id=mismatch_id)


def _take_in(row: Mapping[str, str | None]) -> str:
    reference, result = ((row.get(name) or "").strip() for name in ("ma_lenh", "ket_qua"))
    amount = _amount(row.get("so_tien") or "")
    payout = Payout.objects.filter(reference=reference).first()
    problem = _problem(payout, amount, result)
    if problem or payout is None:
        _note(problem, reference, amount, row)
        return "mismatch"
    if result == RETURNED and payout.state == Payout.State.SENT:
        return_payout(payout_id=payout.pk, reason=row.get("ly_do") or "")
    return result


def _problem(payout: Payout | None, amount: int | None, result: str) -> str:
    if amount is None or result not in (PAID, RETURNED):
        return Problem.UNREADABLE
    if payout is None:
        return Problem.UNKNOWN
    if payout.amount_vnd != amount:
        return Problem.AMOUNT
    told = {PAID: (Payout.State.SENT,), RETURNED: (Payout.State.SENT, Payout.State.RETURNED)}
    return "" if payout.state in told[result] else Problem.STATE


def _amount(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None


def _note(problem: str, reference: str, amount: int | None, row: Mapping[str, str | None]) -> None:
    line = ",".join(str(row.get(name) or "") for name in COLUMNS)[:300]
    PayoutMismatch.objects.get_or_create(
        fingerprint=hashlib.sha256(line.encode()).hexdigest(),
        defaults={
            "problem": problem,
            "reference": reference[:60],
            "said_vnd": amount,
            "line": line,
            "found_at": clock.now(),
        },
    )
