"""Reading transfers."""

from __future__ import annotations

from django.db.models import QuerySet

from payments.bank.models import BankTransfer, Statement


def unmatched() -> QuerySet[BankTransfer]:
    """Money that nobody could place yet, oldest first."""
    return BankTransfer.objects.filter(state=BankTransfer.State.UNMATCHED).order_by("booked_on", "pk")


def statements() -> QuerySet[Statement]:
    """Files that were brought, newest first."""
    return Statement.objects.order_by("-pk")
