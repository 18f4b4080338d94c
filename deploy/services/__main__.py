"""`python -m deploy.services start | stop | run COMMAND…`: the engines that the tests' scaled form needs.

A variable that is set in the environment names an engine that runs already: it is used and nothing is started for it.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import sys
from argparse import REMAINDER, ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.services.accounts import reachable_home
from deploy.services.elasticsearch import ElasticsearchEngine
from deploy.services.engine import Engine
from deploy.services.postgresql import PostgresqlEngine
from deploy.services.rabbitmq import RabbitmqEngine
from deploy.services.redis import RedisEngine

VAR = Path(__file__).resolve().parents[2] / "var" / "services"
ENGINES = (PostgresqlEngine, RedisEngine, RabbitmqEngine, ElasticsearchEngine)


def engines(home: Path) -> list[Engine]:
    """All of them, each with a folder of its own."""
    return [kind(home / kind.name.lower()) for kind in ENGINES]


def start(home: Path) -> dict[str, str]:
    """Have every engine running and say the variables that name them. Raises EngineFailed, ServerMissing."""
    urls = {e.variable: os.environ.get(e.variable) or e.be_running() for e in engines(home)}
    (VAR / "env").write_text("".join(f"export {name}={shlex.quote(url)}\n" for name, url in urls.items()))
    return urls


def stop(home: Path) -> None:
    """End what `start` started, in reverse."""
    for engine in reversed(engines(home)):
        engine.stop()
    (VAR / "env").unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[Path]:
    """Two starts at once would start everything twice."""
    home = reachable_home(VAR)
    home.mkdir(exist_ok=True)
    with (VAR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield home


def main() -> None:
    parser = ArgumentParser(prog="python -m deploy.services", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "run"])
    parser.add_argument("command", nargs=REMAINDER, help="for run: what to run with the variables set")
    options = parser.parse_args()
    if options.action == "run" and not options.command:
        parser.error("run needs a command")
    with _alone() as home:
        if options.action == "stop":
            stop(home)
            return
        urls = start(home)
    if options.action == "start":
        sys.stdout.write((VAR / "env").read_text())
    else:
        os.execvpe(options.command[0], options.command, os.environ | urls)  # noqa: S606 - what was asked for


if __name__ == "__main__":
    main()
