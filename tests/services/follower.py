"""A page that follows a topic as ours do: the socket says that there is more, the page fetches it from where it was."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any

import requests
from websockets.sync.client import ClientConnection, connect

from tests.races.serving import PATIENCE


@dataclass
class Follower:
    """Its position, and what it has seen so far."""

    base: str
    topic: str
    token: str
    position: int = 0
    seen: list[str] = field(default_factory=list)
    socket: ClientConnection | None = None

    def open(self) -> dict[str, Any]:
        """Open the socket and ask for what came after our position; what is said first."""
        self.socket = connect(f"{self.base.replace('http', 'ws')}/ws/", origin=self.base, open_timeout=PATIENCE)
        self.socket.send(json.dumps({"subscribe": self.topic, "after": self.position, "token": self.token}))
        return self.hear()

    def hear(self, within: float = PATIENCE) -> dict[str, Any]:
        """The next thing the socket says. TimeoutError when it stays silent."""
        return json.loads(self.socket.recv(timeout=within))

    def cut(self) -> None:
        """The network is gone: no goodbye reaches the server."""
        self.socket.close_socket()

    def follow_to(self, position: int) -> None:
        """Listen and fetch until a position is reached."""
        deadline = time.monotonic() + PATIENCE
        while self.position < position:
            assert time.monotonic() < deadline, f"still at {self.position}"
            told = self.hear()
            if told["position"] > self.position:
                self.fetch()

    def fetch(self) -> None:
        """All that came after our position."""
        while entries := self._after():
            self.seen += [each["event_id"] for each in entries]
            self.position = entries[-1]["position"]

    def _after(self) -> list[dict[str, Any]]:
        asked = {"after": str(self.position), "token": self.token}
        answer = requests.get(f"{self.base}/truc-tiep/{self.topic}/", params=asked, timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]
