"""A process that has imported the market once and forks the others, so that whoever was killed is back in a moment.

Reads lines of JSON from its input: {"log": path, "command": ["celery", …]}; answers each with the new process's number.
The children are what they would be otherwise: a process group each, with Django set up and nothing open.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import sys
from importlib import import_module

import django


def be(log: str, command: list[str]) -> None:
    """Become the command, in a group of its own, writing to the log."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for ours, theirs in ((0, nothing), (1, written), (2, written)):
        os.dup2(theirs, ours)
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


def main(modules: list[str]) -> None:
    """Import the market and those modules, then fork whatever is asked for until the input ends."""
    django.setup()
    for module in ("marketplace.urls", *modules):
        import_module(module)
    gc.freeze()
    # Nobody waits for a child here: the system forgets the dead by itself.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in iter(sys.stdin.readline, ""):
        if (child := os.fork()) == 0:
            be(**json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
