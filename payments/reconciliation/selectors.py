"""Reading comparisons."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from payments.reconciliation.models import Difference, Reconciliation

OPEN = Q(gone_at=None, closed_at=None)


def open_differences() -> QuerySet[Difference]:
    """What nobody has dealt with, oldest first."""
    return Difference.objects.filter(OPEN).select_related("reconciliation").order_by("found_at", "pk")


def reconciliations() -> QuerySet[Reconciliation]:
    """Days that were compared, newest first, each with `open` and `named` differences."""
    still_open = Q(differences__isnull=False, differences__gone_at=None, differences__closed_at=None)
    return Reconciliation.objects.annotate(
        named=Count("differences"), open=Count("differences", filter=still_open)
    ).order_by("-day")
