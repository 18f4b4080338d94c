"""`/ws/`: who may open a socket, and where it leads."""

from __future__ import annotations

from channels.auth import AuthMiddlewareStack
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path, re_path

from notifications.senders.live.consumer import LiveConsumer


class Nowhere(AsyncWebsocketConsumer):
    """Any other address: the handshake is refused."""

    async def connect(self) -> None:
        """Refuse."""
        await self.close()


# Only pages of our own hosts may open a socket: a browser sends its cookies along whatever page asks.
socket = AllowedHostsOriginValidator(
    AuthMiddlewareStack(URLRouter([path("ws/", LiveConsumer.as_asgi()), re_path(r"", Nowhere.as_asgi())]))
)
