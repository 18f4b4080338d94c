"""The scaled form: Celery's workers deliver events and its beat keeps the schedule.

`celery -A marketplace.celery worker` (`-Q payments` for one queue) and, on two machines for safety,
`celery -A marketplace.celery beat`: one of them leads (marketplace/leading.py). Workers fork their processes (Celery's
default pool): time limits hold only there.
"""

from __future__ import annotations

import os
from typing import Any

import django
from celery import Celery, signals
from kombu.entity import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")

from django.conf import settings
from django.db import close_old_connections

from events.broker import SWEEP_SECONDS
from events.wiring import DEFAULT_QUEUE, queues

#: What comes by the clock never waits behind deliveries, nor a sweep behind the clock's long jobs.
CLOCK, SWEEP = "clock", "sweep"
QUEUES = (CLOCK, SWEEP, *queues())

#: Redis as broker only. A hint of a lost worker comes back after the visibility time-out, which is longer than any task
#: may take (a shorter one would hand out work that is going on); both directions of a dead connection are noticed.
REDIS_TRANSPORT = {"visibility_timeout": 120, "socket_timeout": 5, "socket_connect_timeout": 2}

app = Celery("market", broker=settings.CELERY_BROKER_URL or None)
app.conf.update(
    timezone="UTC",
    task_ignore_result=True,
    task_default_queue=DEFAULT_QUEUE,
    # By their own names: Celery's default is one key for all, and every queue would get every message.
    task_queues=[Queue(name, Exchange("market"), routing_key=name) for name in QUEUES],  # type: ignore[no-untyped-call]
    task_default_exchange="market",
    task_default_routing_key=DEFAULT_QUEUE,
    # A worker holds no task it is not working on: another may have time for it.
    worker_prefetch_multiplier=1,
    # A handler that hangs ends before its lease does (events/claiming.py), so two never work on one delivery: first
    # by an exception, which is a failed try with its reason; then by force, which the lease finds out.
    task_soft_time_limit=45,
    task_time_limit=55,
    # A broker that is away must cost nobody more than this, and is waited for as long as it takes.
    broker_connection_timeout=2,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    # A connection that died without a word is noticed within this (two missed beats), not after minutes.
    broker_heartbeat=10,
    broker_transport_options=REDIS_TRANSPORT if settings.CELERY_BROKER_URL.startswith("redis") else {},
    # A task goes on when the broker is lost. The broker gives it to another as well, who finds it claimed.
    worker_cancel_long_running_tasks_on_connection_loss=False,
    # The log is ours (marketplace/logs.py), and what it writes to must stay the real one: a log set up over Celery's
    # substitute for it says nothing any more.
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    beat_scheduler="marketplace.leading:LeaderScheduler",
    # Celery's own habit is a new database connection for every task; see `_check_connections`.
    CELERY_DB_REUSE_MAX=10**9,
)
app.autodiscover_tasks(["events"])
app.conf.beat_schedule = {
    "sweep": {
        "task": "events.sweep",
        "schedule": SWEEP_SECONDS,
        # Sweeps that nobody took up while the workers were away are not made up for.
        "options": {"queue": SWEEP, "expires": SWEEP_SECONDS},
    }
}


@signals.celeryd_init.connect
@signals.beat_init.connect
def _keep_one_connection(**kwargs: object) -> None:
    # A pool is for processes with threads. Here each forked process has one, and Celery would close a pool after
    # every task.
    database: dict[str, Any] = settings.DATABASES["default"]
    if database.get("OPTIONS", {}).pop("pool", None):
        database["CONN_MAX_AGE"] = None


@signals.task_prerun.connect
def _check_connections(**kwargs: object) -> None:
    # Keeps the connection, unless the server closed it: then the next statement opens another.
    close_old_connections()


@signals.worker_init.connect
def _refuse_bad_start(**kwargs: object) -> None:
    django.setup()
    # It reads the migrations, which exist only once Django is set up.
    from marketplace.starting import refuse_bad_start

    refuse_bad_start("broker")


@signals.beat_init.connect
def _refuse_bad_start_of_beat(**kwargs: object) -> None:
    try:
        _refuse_bad_start()
    except SystemExit as stop:
        # Beat takes the exception for somebody's Ctrl-C and ends in silence, as if all were well.
        os.write(2, f"{stop}\n".encode())
        os._exit(1)


@app.on_after_finalize.connect
def _take_up_schedule(sender: Celery, **kwargs: object) -> None:
    # The jobs import models, which exist only once Django is set up.
    from marketplace.schedule import JOBS

    for job in JOBS:
        run_job_signature = sender.signature("schedule.run", args=[job.name], queue=CLOCK, expires=job.seconds)
        sender.add_periodic_task(job.seconds, run_job_signature, name=job.name)


# Acknowledged when begun: a job that ends its worker must not come back at once and end the next. The clock will.
@app.task(name="schedule.run", acks_late=False)
def run_job(name: str) -> None:
    """One of the jobs by the clock."""
    from marketplace.schedule import job_named

    job_named(name).run()
