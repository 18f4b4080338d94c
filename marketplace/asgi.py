"""The server's way in: pages, the live socket and, embedded, the dispatcher, all on one loop."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
pages = get_asgi_application()

# What follows imports models, which exist only now.
from channels.routing import ProtocolTypeRouter  # noqa: E402

from marketplace.lifespan import lifespan  # noqa: E402
from notifications.senders.live.socket import socket  # noqa: E402

application = ProtocolTypeRouter({"http": pages, "websocket": socket, "lifespan": lifespan})
