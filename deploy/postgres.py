"""A private PostgreSQL for tests and measurements, from Debian's packages: own folder, own port, own user."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path


class ServerMissing(SystemExit):
    """A program that has to be installed is not there; one clear line and exit code 1."""


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_unprivileged(command: list[str]) -> list[str]:
    """PostgreSQL and Elasticsearch refuse to run as root; then Debian's `postgres` user runs them."""
    return ["runuser", "-u", "postgres", "--", *command] if getpass.getuser() == "root" else command


def program(name: str) -> str:
    """Path of one of PostgreSQL's server programs. Raises ServerMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    path = str(found[0]) if found else shutil.which(name)
    if not path:
        raise ServerMissing(f"{name} not found: install Debian's package postgresql")
    return path


@dataclass
class Postgres:
    """A cluster under `folder`; `start()` makes it when it is new."""

    folder: Path
    port: int

    def start(self) -> None:
        """Start the server and wait until it answers."""
        data = self.folder / "data"
        if not data.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            if getpass.getuser() == "root":
                shutil.chown(self.folder, "postgres")
            _run([program("initdb"), "-D", str(data), "-U", "market", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"])
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c max_connections=200"
        _run([program("pg_ctl"), "-D", str(data), "-o", options, "-l", str(self.folder / "log"), "-w", "start"])

    def stop(self) -> None:
        """Stop the server; what is connected is cut."""
        self._end("fast")

    def crash(self) -> None:
        """Lose the server as by a power cut: nothing more reaches the disk, and the next start has to recover."""
        self._end("immediate")

    def running(self) -> bool:
        """Whether its server is there. After a power cut the number in its file is another process's, or no one's."""
        data = self.folder / "data"
        try:
            number = (data / "postmaster.pid").read_text().split()[0]
            # A server lives in its data folder.
            return Path(os.readlink(f"/proc/{number}/cwd")) == data.resolve()
        except (OSError, IndexError):
            return False

    def _end(self, how: str) -> None:
        _run([program("pg_ctl"), "-D", str(self.folder / "data"), "-m", how, "-w", "stop"])

    def create(self, database: str) -> str:
        """Make an empty database; its URL."""
        connect = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "market"]
        _run([program("dropdb"), *connect, "--if-exists", "--force", database])
        _run([program("createdb"), *connect, database])
        return self.url(database)

    def url(self, database: str) -> str:
        """DATABASE_URL of a database in this cluster."""
        return f"postgresql://market@127.0.0.1:{self.port}/{database}"


def _run(command: list[str]) -> None:
    subprocess.run(
        as_unprivileged(command), check=True, stdout=subprocess.DEVNULL, cwd="/", env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
