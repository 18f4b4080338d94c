"""Who runs the engines. PostgreSQL and Elasticsearch refuse root, so root gives all of them to Debian's `postgres`."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from deploy.postgres import ServerMissing

ACCOUNT = "postgres"


def as_account() -> dict[str, Any]:
    """Arguments of `subprocess` that make a program ours but not root's."""
    if os.geteuid() != 0:
        return {}
    owner = _account()
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def make_folder(folder: Path) -> None:
    """Make a folder that the account may write in."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT, _account().pw_gid)


def reachable_home(wanted: Path) -> Path:
    """`wanted`, or a folder beside the temporary ones where the account may not enter it (a checkout under /root)."""
    wanted.mkdir(parents=True, exist_ok=True)
    if subprocess.run(["test", "-x", str(wanted)], check=False, **as_account()).returncode == 0:
        return wanted
    return Path(tempfile.gettempdir()) / f"market-services-{wanted.stat().st_ino}"


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise ServerMissing(f"no account {ACCOUNT}: install Debian's package postgresql") from None
