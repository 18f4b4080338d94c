"""One open socket and the topics it follows."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.sessions.backends.base import SessionBase
from redis.exceptions import RedisError

from notifications.selectors import is_too_old, position_of
from notifications.senders.live import group_of
from notifications.topics import may_follow
from people.models import User

logger = logging.getLogger(__name__)

#: A page follows one or two; more is somebody trying things.
MOST_TOPICS = 10
LONGEST_REQUEST = 2_000
#: Seconds between two looks at what the socket may still hear, and at what the channel layer may have dropped.
#: Spread, so that thousands of sockets do not look together; under a minute, so that a disabled account is cut in it.
LOOK_AGAIN = (30.0, 50.0)
#: Seconds the channel layer may take to note that we follow a topic.
PATIENCE = 3.0
NOT_UNDERSTOOD, NOT_ALLOWED = 4400, 4403


@dataclass
class Following:
    """A topic this socket hears of, up to which position it was told, and the secret that opened it."""

    topic: str
    position: int
    token: str


class LiveConsumer(AsyncWebsocketConsumer):
    """`{"subscribe": topic, "after": N, "token": …}` in; `{"topic", "position"}` out whenever there is more.

    With `"resync": true` beside it when N is older than what is kept (or newer than what there is, after a restore):
    the page then fetches everything afresh and goes on from `position`.
    """

    async def connect(self) -> None:
        """Anybody may open a socket; rights are asked for each topic."""
        self.following: dict[str, Following] = {}
        await self.accept()
        self.looking = asyncio.create_task(self._look_again_and_again())

    async def disconnect(self, code: int) -> None:
        """Leave every topic."""
        if hasattr(self, "looking"):
            self.looking.cancel()
        for topic in list(self.following):
            await self._unfollow(topic)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Follow a topic, or end the conversation when it makes no sense."""
        wanted = _parse(text_data)
        if wanted is None or len(self.following) >= MOST_TOPICS:
            await self.close(NOT_UNDERSTOOD)
            return
        if not await self._may(wanted):
            await self._say({"topic": wanted.topic, "refused": True})
            return
        # First into the group, then the look: an entry between the two is heard twice rather than never.
        self.following[wanted.topic] = wanted
        await self._join(wanted.topic)
        if await database_sync_to_async(is_too_old)(topic=wanted.topic, after=wanted.position):
            wanted.position = await database_sync_to_async(position_of)(wanted.topic)
            await self._say({"topic": wanted.topic, "position": wanted.position, "resync": True})
        else:
            await self._tell(wanted.topic, await database_sync_to_async(position_of)(wanted.topic))

    async def topic_moved(self, message: dict[str, Any]) -> None:
        """The channel layer says that a topic has a new entry."""
        await self._tell(message["topic"], message["position"])

    async def _tell(self, topic: str, position: int) -> None:
        following = self.following.get(topic)
        if following and position > following.position:
            following.position = position
            await self._say({"topic": topic, "position": position})

    async def _say(self, words: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(words))

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(random.uniform(*LOOK_AGAIN))
            await self._look_again()

    async def _look_again(self) -> None:
        user = self.scope["user"]
        if user.is_authenticated and not await _still_in(user.pk, self.scope["session"]):
            await self.close(NOT_ALLOWED)
            return
        for following in list(self.following.values()):
            if await self._may(following):
                # Again, for a layer that was away may have forgotten us.
                await self._join(following.topic)
                await self._tell(following.topic, await database_sync_to_async(position_of)(following.topic))
            else:
                await self._unfollow(following.topic)

    async def _may(self, following: Following) -> bool:
        return await _may_follow(following, self.scope["user"].pk)

    async def _join(self, topic: str) -> None:
        await self._with_layer(self.channel_layer.group_add, topic)

    async def _unfollow(self, topic: str) -> None:
        self.following.pop(topic, None)
        await self._with_layer(self.channel_layer.group_discard, topic)

    async def _with_layer(self, change: Callable[[str, str], Awaitable[None]], topic: str) -> None:
        # Without the layer a socket hears later, when it looks again; that is no reason to close it.
        try:
            async with asyncio.timeout(PATIENCE):
                await change(group_of(topic), self.channel_name)
        except (OSError, RedisError) as trouble:
            logger.warning("the channel layer is away: %r", trouble)


def _parse(text: str | None) -> Following | None:
    try:
        said = json.loads((text or "")[:LONGEST_REQUEST])
        return Following(str(said["subscribe"])[:80], int(said.get("after") or 0), str(said.get("token") or ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


@database_sync_to_async
def _still_in(user_id: int, session: SessionBase) -> bool:
    # Neither disabled nor logged out since the socket was opened.
    return User.objects.filter(pk=user_id, is_active=True).exists() and session.exists(session.session_key or "")


@database_sync_to_async
def _may_follow(following: Following, user_id: int | None) -> bool:
    # Read anew each time: roles are taken away while sockets are open.
    viewer = User.objects.filter(pk=user_id, is_active=True).first() if user_id else None
    return may_follow(topic=following.topic, viewer=viewer, token=following.token)
