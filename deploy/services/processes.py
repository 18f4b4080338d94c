"""Starting a server in a session of its own and ending exactly that one later, from another process."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.postgres import ServerMissing
from deploy.services.accounts import as_account
from deploy.services.engine import wait_until

#: Seconds a server may take to put its things away before it is killed.
LAST_WORK = 30


def program(name: str, package: str, *places: str) -> str:
    """Path of a program. Raises ServerMissing with the Debian package that brings it."""
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ["PATH"], "/usr/sbin", "/sbin"]))
    if found is None:
        raise ServerMissing(f"{name} not found: install Debian's package {package}")
    return found


def launch(
    command: Sequence[str],
    *,
    folder: Path,
    name: str = "server",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Start a server that outlives us; its output goes to `folder/log`, its process into `folder/<name>.pid`."""
    with (folder / "log").open("ab") as log:
        server = subprocess.Popen(
            command,
            cwd=cwd or folder,
            env=_clean_environment(folder) | dict(env or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **as_account(),
        )
    (folder / f"{name}.pid").write_text(f"{server.pid} {_started_at(server.pid)}")


def end(folder: Path, name: str = "server") -> None:
    """End what `launch` started, with all it has started itself."""
    if running(folder, name):
        _end_session(int((folder / f"{name}.pid").read_text().split()[0]))
    (folder / f"{name}.pid").unlink(missing_ok=True)


def running(folder: Path, name: str = "server") -> bool:
    """Whether what `launch` started is still there. The number alone may be somebody else's by now."""
    noted = folder / f"{name}.pid"
    if not noted.exists():
        return False
    pid, started = noted.read_text().split(" ", 1)
    return _started_at(int(pid)) == started


def _end_session(leader: int) -> None:
    os.killpg(leader, signal.SIGTERM)
    if not wait_until(lambda: not _alive(leader), LAST_WORK):
        os.killpg(leader, signal.SIGKILL)


def _alive(group: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        # Reaps the server when it is our own child; else a dead one would look alive.
        os.waitpid(group, os.WNOHANG)
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _started_at(pid: int) -> str:
    """Ticks from the machine's start to the process's; empty when there is no such process."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    # A dead child that nobody has asked for yet is no server.
    return "" if state[0] == "Z" else state[19]


def _clean_environment(home: Path) -> dict[str, str]:
    # The market's own variables, secrets among them, are no business of a server.
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
