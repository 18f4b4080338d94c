"""Reading what was written down: for operators."""

from __future__ import annotations

from django.db.models import QuerySet

from marketplace.audit.models import AuditEntry


def entries(*, action: str = "", operator_id: int | None = None, target: str = "") -> QuerySet[AuditEntry]:
    """Entries, newest first; each argument that is given narrows them."""
    found = AuditEntry.objects.select_related("operator").order_by("-at", "-pk")
    if action:
        found = found.filter(action=action)
    if operator_id is not None:
        found = found.filter(operator_id=operator_id)
    if target:
        found = found.filter(target=target)
    return found
