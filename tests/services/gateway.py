"""A message gateway as a simulator over HTTP, and the sender that speaks to it. The same key is the same message."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from django.conf import settings

from base.errors import TemporaryFailure
from notifications.senders import Outgoing


class HttpSender:
    """Hands a message over; whatever goes wrong on the way may work later."""

    def send(self, message: Outgoing) -> None:
        body = {"key": message.key, "to": message.to, "text": message.text}
        try:
            requests.post(settings.GATEWAY_URL, json=body, timeout=5).raise_for_status()
        except requests.RequestException as trouble:
            raise TemporaryFailure(type(trouble).__name__) from trouble


class Gateway:
    """Takes messages on a port of its own. `sent` counts what left for a phone, `asked` all calls."""

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.lock = threading.Lock()
        gateway = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                # VNPAY's own calls end here as well; they are no messages, and are answered with nothing to read.
                if key := body.get("key"):
                    gateway.take(key)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, key: str) -> None:
        """A key that was taken before is the same message again, and is not sent a second time."""
        with self.lock:
            self.asked[key] += 1
            self.sent[key] = 1

    def close(self) -> None:
        """No more messages."""
        self.server.shutdown()
        self.server.server_close()
