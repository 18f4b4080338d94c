"""A TCP door before a server: open, shut (connections are refused and those there are cut), or slow."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Door:
    """Passes everything on while it is open. Use as a context manager."""

    def __init__(self, behind: str) -> None:
        target = urlsplit(behind)
        self.target = (target.hostname, target.port)
        self.passable = threading.Event()
        self.passable.set()
        self.ended = False
        self.listener = self._listen(0)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.through: list[socket.socket] = []

    def __enter__(self) -> Door:
        threading.Thread(target=self._welcome, args=(self.listener,), daemon=True).start()
        return self

    def __exit__(self, *trouble) -> None:
        self.ended = True
        self.passable.set()
        self.shut()

    def shut(self) -> None:
        """As if the server were stopped."""
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for each in self.through:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.through.clear()

    def open(self) -> None:
        """As if it were started again on the same port."""
        self.listener = self._listen(self.port)
        threading.Thread(target=self._welcome, args=(self.listener,), daemon=True).start()

    def hold(self) -> None:
        """Connections are taken, and nothing is answered until `let_go`."""
        self.passable.clear()

    def let_go(self) -> None:
        """What was held back goes on."""
        self.passable.set()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        return listener

    def _welcome(self, listener: socket.socket) -> None:
        while True:
            try:
                guest, _address = listener.accept()
            except OSError:
                return
            host = socket.create_connection(self.target)
            self.through += [guest, host]
            threading.Thread(target=self._carry, args=(guest, host), daemon=True).start()
            threading.Thread(target=self._carry, args=(host, guest), daemon=True).start()

    def _carry(self, giver: socket.socket, taker: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := giver.recv(65536):
                self.passable.wait()
                taker.sendall(data)
        for each in (giver, taker):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
