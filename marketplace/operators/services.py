"""What operators do themselves; everything else they do by calling the services below."""

from __future__ import annotations

from django.db import transaction

from base import clock
from base.errors import Conflict, InvalidInput
from marketplace.operators.models import WorkDone
from people.models import User


@transaction.atomic
def note_work_done(*, kind: str, subject: int, order_number: str, note: str, operator: User) -> WorkDone:
    """Write down that a refund was given or held money was looked into, outside of the market.

    Raises InvalidInput without a note, Conflict when somebody wrote it down before.
    """
    if not note.strip():
        raise InvalidInput({"note": "required"})
    done, created = WorkDone.objects.get_or_create(
        kind=kind,
        subject=subject,
        defaults={
            "order_number": order_number,
            "note": note.strip()[:300],
            "done_by": operator,
            "done_at": clock.now(),
        },
    )
    if not created:
        raise Conflict(kind=kind, subject=subject)
    return done
