"""What a restored database must not simply go on with (docs/operations.md, "After a restore")."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import connection, models, transaction

from events.models import Delivery, RecordedEvent
from notifications.models import FeedTopic

#: Further than any counter can have come between a backup and the accident.
GAP = 1_000_000
REASON = (
    "Khôi phục từ bản sao lưu {made_at}: việc này chưa xong lúc sao lưu và có thể đã được làm sau đó. "
    "Hãy kiểm tra rồi mới cho chạy lại."
)


@transaction.atomic
def settle_restored(*, made_at: str) -> int:
    """Park what was open, move counters on, end all sessions; says how many deliveries were parked."""
    parked = park_open_deliveries(made_at=made_at)
    for model in (RecordedEvent, Delivery):
        _move_on(model)
    # Pages and phones ask "after N"; a number that was given out before must not be given to something else.
    FeedTopic.objects.update(last=models.F("last") + GAP)
    # Whoever was logged out or lost a phone since the backup stays out.
    Session.objects.all().delete()
    return parked


def park_open_deliveries(*, made_at: str) -> int:
    """Nothing is sent again: a delivery open at the backup may have been delivered since, and the backup cannot know.

    Those that stay inside are parked too, for they may lead outside: a payment that is confirmed again makes a message.
    """
    open_states = [Delivery.State.WAITING, Delivery.State.CLAIMED]
    return Delivery.objects.filter(state__in=open_states).update(
        state=Delivery.State.PARKED, lease_until=None, claimed_by="", trouble=REASON.format(made_at=made_at)
    )


def _move_on(model: type[models.Model]) -> None:
    # Positions are held by phones and delivery ids are idempotency keys at gateways.
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [GAP, table])
        else:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT COALESCE(MAX({column}), 1) FROM {table}) + %s)",  # noqa: S608
                [table, column, GAP],
            )
