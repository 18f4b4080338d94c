"""The previous release out of the history: the last commit that did not know the newest migration."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from tests.races.serving import ROOT


def previous_release() -> str:
    """Its commit. In a clone without history it is the oldest commit that is there."""
    newest = _git("log", "-1", "--format=%H", "--diff-filter=A", "--", "*/migrations/[0-9]*.py").strip()
    parent = _git("rev-list", "--max-count=1", "--skip=1", newest or "HEAD").strip()
    return parent or _git("rev-list", "HEAD").split()[-1]


def check_out(commit: str, folder: Path) -> None:
    """Its files, without touching this work tree."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout
