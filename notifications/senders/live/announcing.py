"""From a committed entry to the sockets that follow its topic."""

from __future__ import annotations

import asyncio
import logging
import time

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from notifications.senders.live import group_of

logger = logging.getLogger(__name__)

#: Seconds the channel layer may take. An announcement that is lost costs a page some seconds, never the entry.
PATIENCE = 2.0
#: Seconds of silence after one that failed: a worker has more to do than to wait for a layer that is away.
REST = 5.0

_quiet_until = 0.0


def announce(*, topic: str, position: int) -> None:
    """Tell every socket that follows the topic. Never raises: sockets look for themselves now and then."""
    global _quiet_until  # noqa: PLW0603 - one layer, one process
    if time.monotonic() < _quiet_until:
        return
    try:
        async_to_sync(_send)(topic, position)
    except Exception as trouble:
        _quiet_until = time.monotonic() + REST
        logger.warning("position %s of %s was not announced: %r", position, topic, trouble)


async def _send(topic: str, position: int) -> None:
    async with asyncio.timeout(PATIENCE):
        message = {"type": "topic.moved", "topic": topic, "position": position}
        await get_channel_layer().group_send(group_of(topic), message)
