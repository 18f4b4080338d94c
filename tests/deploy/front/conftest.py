"""The whole scaled market on this machine, started as an operator starts it: nginx, pages, sockets, a worker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.postgres import free_port
from marketplace.celery import QUEUES
from tests.deploy.commands import ROOT, clean_environment, manage
from tests.deploy.front.nginx import HOST, lay_out, program
from tests.races.database import copy_of_the_tests_database

READY_WITHIN = 90.0


@dataclass
class Market:
    """Where it answers, and its processes by name."""

    folder: Path
    port: int
    plain_port: int
    variables: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def ask(self, path, *arguments, scheme="https"):
        """Status line and headers, then the body, of one request by curl over HTTP/2 where there is TLS."""
        port = self.port if scheme == "https" else self.plain_port
        told = ["--resolve", f"{HOST}:{port}:127.0.0.1", "--cacert", str(self.folder / "nginx/tls/fullchain.pem")]
        done = subprocess.run(
            ["curl", "-sS", "-i", "--max-time", "30", *told, *arguments, f"{scheme}://{HOST}:{port}{path}"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        if head.startswith(b"HTTP/1.1 100"):
            head, _, body = body.partition(b"\r\n\r\n")
        return head.decode().lower(), body

    def manage(self, *arguments):
        """A command on this market."""
        return manage(*arguments, **self.variables)

    def wait_until(self, true):
        """Ask again and again; an error when it does not become true."""
        deadline = time.monotonic() + READY_WITHIN
        while not true():
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def log(self):
        """What all processes wrote."""
        return "\n".join(f"== {path.name}\n{path.read_text()[-3000:]}" for path in self.folder.rglob("*.log"))


@contextmanager
def running(market, name, *command):
    """A process of the market until the block ends."""
    environment = clean_environment(**market.variables)
    # As deploy/systemd says it: the programs of the market's own Python come first.
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    with (market.folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    market.processes[name] = process
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=70)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker, tmp_path_factory):
    """The market behind its front door; one for all tests of a module."""
    folder = tmp_path_factory.mktemp("front")
    with django_db_blocker.unblock():
        database = copy_of_the_tests_database(folder)
    ports = {name: free_port() for name in ("tls", "plain", "web", "ws")}
    market = Market(folder, ports["tls"], ports["plain"], variables(folder, database, ports))
    with ExitStack() as stack:
        stack.callback(database.drop)
        released = market.manage("collectstatic", "--no-input", "--verbosity", "0")
        assert released.returncode == 0, released.stderr
        _start(stack, market, ports)
        market.wait_until(lambda: "200" in market.ask("/healthz")[0].split("\n")[0])
        yield market


def variables(folder, database, ports):
    """The environment of every process: no DEMO, HTTPS outside, the engines that the tests were given."""
    engines = ("REDIS_URL", "CELERY_BROKER_URL", "ELASTICSEARCH_URL")
    return {name: os.environ[name] for name in engines} | {
        "DATABASE_URL": database.url,
        "DEMO": "0",
        "SECRET_KEY": "only-for-this-test-" + "s" * 40,
        "SITE_URL": f"https://{HOST}:{ports['tls']}",
        "ALLOWED_HOSTS": f"{HOST},market.internal",
        "TRUSTED_PROXIES": "127.0.0.1",
        "VNPAY_TMN_CODE": "TESTSHOP",
        "VNPAY_HASH_SECRET": "only-for-this-test",
        "VNPAY_PAYMENT_URL": "https://vnpay.example/pay",
        "VNPAY_API_URL": "https://vnpay.example/transaction",
        "VAR_DIR": str(folder / "var"),
        "WEB_BIND": f"127.0.0.1:{ports['web']}",
        "WEB_CONCURRENCY": "1",
        "WS_HOST": "127.0.0.1",
        "WS_PORT": str(ports["ws"]),
        "WORKER_CONCURRENCY": "1",
    }


def _start(stack, market, ports):
    main = lay_out(
        market.folder / "nginx",
        door="market.conf",
        upstreams="upstreams.machine.conf",
        ports={
            "listen 80": ports["plain"],
            "listen 443": ports["tls"],
            "127.0.0.1:8000": ports["web"],
            "127.0.0.1:8001": ports["ws"],
        },
    )
    files = market.folder / "nginx" / "files"
    shutil.copytree(market.folder / "var" / "static", files / "static")
    (files / "media" / "photos").mkdir(parents=True)
    (files / "media" / "photos" / "a.webp").write_bytes(b"a photo")
    for name in ("web", "ws"):
        stack.enter_context(running(market, name, "/bin/sh", "deploy/start", name))
    stack.enter_context(running(market, "worker", "/bin/sh", "deploy/start", "worker", ",".join(QUEUES)))
    stack.enter_context(running(market, "nginx", program(), "-c", str(main)))
