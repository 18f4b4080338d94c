"""Start and end of the server process (the ASGI lifespan protocol)."""

from __future__ import annotations

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, LifespanScope
from django.conf import settings

from marketplace.embedded import Embedded


async def lifespan(scope: LifespanScope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """With a broker, Celery's workers deliver and its beat keeps the schedule; without one this process does."""
    await receive()
    embedded = None if settings.CELERY_BROKER_URL else Embedded()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if embedded:
        await embedded.stop()
    await send({"type": "lifespan.shutdown.complete"})
