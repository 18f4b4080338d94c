"""What happens by the clock: one list, kept by the embedded server's loop or by Celery's beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.management import call_command

from base import clock
from catalogue.services import forget_staged_photos
from events.claiming import adopt
from notifications.services import prune_feeds
from orders.services import expire_orders
from payments.reconciliation.services import reconcile_yesterday
from payments.refunds.calling import carry_out_refunds
from payments.services import ask_about_payments
from people.services import forget_codes
from search import popular, saving
from search import services as search

HOUR = 3600


@dataclass(frozen=True)
class Job:
    """`run` is called every so many `seconds` and says how much it did; running it twice at once does no harm."""

    name: str
    run: Callable[[], int]
    seconds: int


def _clear_sessions() -> int:
    call_command("clearsessions")
    return 0


def _check_index() -> int:
    drift = search.check_index()
    return drift.documents + drift.index


JOBS = (
    Job("adopt_deliveries", adopt, HOUR),
    Job("expire_orders", lambda: expire_orders(now=clock.now()), 30),
    Job("carry_out_refunds", lambda: carry_out_refunds(now=clock.now()), 10),
    Job("ask_about_payments", lambda: ask_about_payments(now=clock.now()), 10),
    Job("reconcile_yesterday", lambda: reconcile_yesterday(now=clock.now()), HOUR),
    Job("forget_staged_photos", lambda: forget_staged_photos(now=clock.now()), HOUR),
    Job("forget_codes", lambda: forget_codes(now=clock.now()), HOUR),
    Job("prune_feeds", lambda: prune_feeds(now=clock.now()), HOUR),
    Job("send_to_index", search.send_to_index, 5),
    Job("weigh_goods", lambda: search.weigh_goods(now=clock.now()), HOUR),
    Job("check_index", _check_index, 24 * HOUR),
    Job("tell_of_new_goods", lambda: saving.tell_of_new_goods(now=clock.now()), HOUR),
    Job("forget_tallies", lambda: popular.forget_tallies(now=clock.now()), 24 * HOUR),
    Job("clear_sessions", _clear_sessions, 24 * HOUR),
)


def job_named(name: str) -> Job:
    """The job of that name. KeyError when there is none."""
    return {job.name: job for job in JOBS}[name]


class Clockwork:
    """Remembers when each job is due next. All are due at the start: whatever was down missed some."""

    def __init__(self) -> None:
        self.next_at = {job.name: 0.0 for job in JOBS}

    def due(self, now: float) -> Iterator[Job]:
        """Jobs whose time has come; `now` counts seconds and never goes back."""
        for job in JOBS:
            if self.next_at[job.name] <= now:
                self.next_at[job.name] = now + job.seconds
                yield job
