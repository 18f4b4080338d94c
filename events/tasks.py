"""The Celery form of the dispatcher: the same functions behind another transport."""

from celery import shared_task

from events import dispatcher


@shared_task(name="events.deliver", ignore_result=True)
def deliver_event(delivery_id: int) -> None:
    dispatcher.deliver(delivery_id=delivery_id)
    dispatcher.deliver_successors(delivery_id=delivery_id)


@shared_task(name="events.sweep", ignore_result=True)
def sweep_deliveries() -> None:
    dispatcher.dispatch_due(limit=500)
