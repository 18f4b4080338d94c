"""The scaled form: Celery's workers deliver events and its beat keeps the schedule. Start with
`celery -A marketplace.celery worker` (`-Q payments` for one queue) and one `celery -A marketplace.celery beat`."""

from __future__ import annotations

import os

from celery import Celery
from kombu.entity import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

from django.conf import settings

from events.tasks import SWEEP_SECONDS

#: What comes by the clock never waits behind deliveries.
CLOCK = "clock"
QUEUES = ("default", CLOCK, *sorted(set(settings.EVENT_QUEUES.values())))

app = Celery("market", broker=settings.CELERY_BROKER_URL or None)
app.conf.update(
    timezone="UTC",
    task_ignore_result=True,
    task_default_queue="default",
    task_queues=[Queue(name) for name in QUEUES],  # type: ignore[no-untyped-call]
    # A worker that dies gives its task back at once; the claim in the database keeps the effect single.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # A worker holds no task it is not working on: another may have time for it.
    worker_prefetch_multiplier=1,
    # A handler that hangs ends before its lease does (events/dispatcher.py), so two never work on one delivery.
    task_soft_time_limit=45,
    task_time_limit=55,
    broker_connection_timeout=2,
    broker_connection_retry_on_startup=True,
    # Redis as broker only: both directions of a dead connection are noticed, and a task of a lost worker comes back.
    broker_transport_options={"visibility_timeout": 120, "socket_timeout": 5, "socket_connect_timeout": 2}
    if settings.CELERY_BROKER_URL.startswith("redis")
    else {},
)
app.autodiscover_tasks(["events"])
app.conf.beat_schedule = {
    "sweep": {
        "task": "events.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"queue": CLOCK, "expires": SWEEP_SECONDS},
    }
}


@app.on_after_finalize.connect
def _take_up_schedule(sender: Celery, **kwargs: object) -> None:
    # The jobs import models, which exist only once Django is set up.
    from marketplace.schedule import JOBS

    for job in JOBS:
        run_job_signature = sender.signature("schedule.run", args=[job.name], queue=CLOCK, expires=job.seconds)
        sender.add_periodic_task(job.seconds, run_job_signature, name=job.name)


@app.task(name="schedule.run")
def run_job(name: str) -> None:
    """One of the jobs by the clock."""
    from marketplace.schedule import job_named

    job_named(name).run()
