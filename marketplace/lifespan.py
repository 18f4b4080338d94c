"""Start and end of the server process (the ASGI lifespan protocol)."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, LifespanScope
from django.conf import settings

from marketplace.embedded import Embedded
from marketplace.starting import BadStart, refuse_bad_start


async def lifespan(scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """With a broker, Celery's workers deliver and its beat keeps the schedule; without one this process does.

    A database that does not answer, or a schema behind the code, ends the server with one line.
    """
    await receive()
    try:
        await sync_to_async(refuse_bad_start)()
    except BadStart as stop:
        await send({"type": "lifespan.startup.failed", "message": str(stop)})
        return
    embedded = None if settings.CELERY_BROKER_URL else Embedded()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if embedded:
        await embedded.stop()
    await send({"type": "lifespan.shutdown.complete"})
