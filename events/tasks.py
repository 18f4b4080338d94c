"""The Celery form of the dispatcher: the same functions behind another transport."""

from celery import shared_task

from events import dispatcher, sweeping


# Late: a worker that dies gives its hint back at once. A hint that comes twice finds nothing left to claim.
@shared_task(name="events.deliver", acks_late=True, reject_on_worker_lost=True)
def deliver_events(delivery_ids: list[int]) -> None:
    dispatcher.deliver_hinted(delivery_ids=delivery_ids)


# Early: the next sweep is seconds away.
@shared_task(name="events.sweep", acks_late=False)
def sweep_deliveries() -> None:
    sweeping.sweep()
