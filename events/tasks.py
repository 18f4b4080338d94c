"""The Celery form of the dispatcher: the same functions behind another transport."""

from celery import shared_task

from base import clock
from events import broker, dispatcher

#: Seconds between two sweeps. A swept hint expires with the next sweep, so a long outage piles none up.
SWEEP_SECONDS = 5


@shared_task(name="events.deliver", ignore_result=True)
def deliver_event(delivery_id: int) -> None:
    dispatcher.deliver(delivery_id=delivery_id)
    dispatcher.deliver_successors(delivery_id=delivery_id)


@shared_task(name="events.sweep", ignore_result=True)
def sweep_deliveries() -> None:
    for delivery_id, queue in dispatcher.due(now=clock.now()).values_list("pk", "queue")[:1000]:
        broker.publish(delivery_id, queue, expires=SWEEP_SECONDS)
