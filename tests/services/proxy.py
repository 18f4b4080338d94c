"""A TCP proxy in front of an engine that can die (connections cut, new ones refused) or hang (nothing gets through)."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit, urlunsplit


class Proxy:
    """Passes everything on until told otherwise."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname and parts.port
        self.target = (parts.hostname, parts.port)
        self.flowing = threading.Event()
        self.flowing.set()
        self.open: set[socket.socket] = set()
        self.listener = self._listen(0)
        self.port = self.listener.getsockname()[1]
        user, at, _host = parts.netloc.rpartition("@")
        self.url = urlunsplit(parts._replace(netloc=f"{user}{at}127.0.0.1:{self.port}"))

    def die(self) -> None:
        """Cut every connection and refuse new ones."""
        self._shut(self.listener)
        for one in list(self.open):
            self._shut(one)

    def hang(self) -> None:
        """Take what comes and answer nothing."""
        self.flowing.clear()

    def recover(self) -> None:
        """Be as before; what was held back arrives now."""
        self.flowing.set()
        if self.listener.fileno() == -1:
            self.listener = self._listen(self.port)

    def close(self) -> None:
        """The end."""
        self.flowing.set()
        self.die()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port), backlog=128)
        threading.Thread(target=self._accept, args=[listener], daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = listener.accept()
                threading.Thread(target=self._connect, args=[near], daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self.open.add(near)
        with contextlib.suppress(OSError):
            far = socket.create_connection(self.target, timeout=10)
            far.settimeout(None)
            self.open.add(far)
            threading.Thread(target=self._pump, args=[far, near], daemon=True).start()
            self._pump(near, far)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.flowing.wait()
                sink.sendall(data)
        for one in (source, sink):
            self._shut(one)

    def _shut(self, one: socket.socket) -> None:
        self.open.discard(one)
        # First the shutdown: a thread that waits in accept or recv is not woken by close alone.
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
