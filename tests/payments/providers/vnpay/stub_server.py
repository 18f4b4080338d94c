"""A real HTTP server on a free port that answers by script and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, bytes]


@dataclass
class Stub:
    """`usual` answers once `script` is used up; `asked` holds query strings of GETs and bodies of POSTs."""

    usual: Answer
    script: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    before_answer: Callable[[], object] = lambda: None
    url: str = ""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def take(self, asked: str) -> Answer:
        with self.changed:
            self.asked.append(asked)
            self.changed.notify_all()
            return self.script.pop(0) if self.script else self.usual

    def wait_for(self, count: int, timeout: float = 15) -> list[str]:
        """What was asked, once it is `count` things; fails at the deadline."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.asked) >= count, timeout), self.asked
            return list(self.asked)


@contextmanager
def serving(stub: Stub, port: int = 0) -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond(self.path.partition("?")[2])

        def do_POST(self) -> None:
            self.respond(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def respond(self, asked: str) -> None:
            status, body = stub.take(asked)
            stub.before_answer()
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", stub.url)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked may have given up by now
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
