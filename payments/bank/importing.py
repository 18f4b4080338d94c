"""A statement comes in: each line with money is one transfer, whatever file it is read from and however often."""

from __future__ import annotations

import hashlib
from collections import Counter

from django.db import transaction

from base import clock
from payments.bank.matching import match, seen_before
from payments.bank.models import BankTransfer, Statement
from payments.bank.statements import READERS, StatementLine


def import_statement(*, bank: str, file_name: str, content: bytes) -> Statement:
    """Read a file and match what came in. The same file again, or one that overlaps, adds nothing twice.

    Raises BadStatement before anything is written; KeyError for a bank whose files we cannot read.
    """
    lines = READERS[bank](content)
    statement = Statement.objects.create(
        bank=bank, file_name=file_name[:200], imported_at=clock.now(), credits=len(lines)
    )
    alike: Counter[StatementLine] = Counter()
    for line in lines:
        alike[line] += 1
        if not _take_up(statement, line, _fingerprint(bank, line, alike[line])):
            statement.known += 1
    statement.save()
    return statement


@transaction.atomic
def _take_up(statement: Statement, line: StatementLine, fingerprint: str) -> bool:
    """False when the line is known."""
    seen = seen_before(line.description, line.amount_vnd)
    told = {
        "statement": statement,
        "booked_on": line.booked_on,
        "bank_reference": line.reference,
        "description": line.description,
    }
    if BankTransfer.objects.filter(fingerprint=fingerprint).exists():
        return False
    if seen is not None:
        BankTransfer.objects.filter(pk=seen.pk).update(fingerprint=fingerprint, **told)
        return False
    transfer, new = BankTransfer.objects.get_or_create(
        fingerprint=fingerprint, defaults=told | {"amount_vnd": line.amount_vnd}
    )
    if new:
        match(transfer)
    return new


def _fingerprint(bank: str, line: StatementLine, nth: int) -> str:
    # Without a number of the bank's, two equal lines of one day are told apart by their place only.
    told = (bank, line.booked_on.isoformat(), line.reference, str(line.amount_vnd), line.description)
    which = "" if line.reference else str(nth)
    return hashlib.sha256("|".join([*told, which]).encode()).hexdigest()
