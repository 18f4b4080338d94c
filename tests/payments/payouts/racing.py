"""Operators' processes in the race for payouts: so many at once, each preparing a run and sending it, or `finish`.

Prints their process ids, so that some can be killed, and at the end how each of them ended.
"""

from __future__ import annotations

import multiprocessing
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

from base import clock  # noqa: E402
from payments.errors import NothingToPayOut  # noqa: E402
from payments.payouts.models import PayoutRun  # noqa: E402
from payments.payouts.runs import approve_run, prepare_run  # noqa: E402
from people.models import User  # noqa: E402


def pay_out() -> bool:
    """Prepare and send one run; False when nothing is due."""
    first, second = User.objects.order_by("pk")[:2]
    try:
        run = prepare_run(operator=first, now=clock.now())
    except NothingToPayOut:
        return False
    approve_run(run_id=run.pk, operator=second)
    return True


def finish() -> None:
    """Send what killed ones had prepared, then pay until nothing is due."""
    for run in PayoutRun.objects.filter(state=PayoutRun.State.PREPARED):
        approve_run(run_id=run.pk, operator=User.objects.exclude(pk=run.prepared_by_id).earliest("pk"))
    while pay_out():
        pass


def race(number: int) -> None:
    """Fork, for a process of its own is what gets killed, and starting Python twenty times is not what is raced."""
    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=pay_out) for _ in range(number)]
    for worker in workers:
        worker.start()
    print(*(worker.pid for worker in workers), flush=True)
    for worker in workers:
        worker.join()
    print(*(worker.exitcode for worker in workers), flush=True)


if __name__ == "__main__":
    finish() if sys.argv[1] == "finish" else race(int(sys.argv[1]))
