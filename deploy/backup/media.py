"""Photos: copied with a checksum on the way out, and one by one on the way back in."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from deploy.backup.errors import RestoreRefused
from deploy.backup.manifest import MEDIA, sha256_of

CHUNK = 1024 * 1024


def copy_out(source: Path, backup: Path) -> dict[str, str]:
    """Copy all photos into a backup: {path inside the backup: SHA-256}. One that vanishes meanwhile is left out."""
    copied = {}
    for path in _files(source):
        name = f"{MEDIA}/{path.relative_to(source).as_posix()}"
        try:
            copied[name] = _copy(path, backup / name)
        except FileNotFoundError:
            # A draft's photo was forgotten after the database was dumped; no row of the dump needs it for long.
            (backup / name).unlink(missing_ok=True)
    return copied


def refuse_other_photos(backup: Path, files: dict[str, str], target: Path) -> None:
    """Raise RestoreRefused when a photo of another content lies where one of the backup has to go."""
    for name, expected in _photos(files).items():
        present = target / name
        if present.exists() and sha256_of(present) != expected:
            raise RestoreRefused(f"another {name} lies in {target}; empty that folder, or say --overwrite")


def copy_in(backup: Path, files: dict[str, str], target: Path) -> None:
    """Put the photos back. What else lies in the folder stays: no row names it."""
    for name in _photos(files):
        wanted = target / name
        part = wanted.with_name(f".{wanted.name}.part")
        _copy(backup / MEDIA / name, part)
        part.replace(wanted)


def _photos(files: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix(f"{MEDIA}/"): sha for name, sha in files.items() if name.startswith(f"{MEDIA}/")}


def _files(folder: Path) -> Iterator[Path]:
    for here, _folders, names in os.walk(folder):
        yield from (Path(here, name) for name in sorted(names) if not Path(here, name).is_symlink())


def _copy(source: Path, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as incoming, target.open("wb") as outgoing:
        while chunk := incoming.read(CHUNK):
            digest.update(chunk)
            outgoing.write(chunk)
    shutil.copystat(source, target)
    return digest.hexdigest()
