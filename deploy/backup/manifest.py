"""`manifest.json`: what a backup holds, and how to tell that it still does."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from deploy.backup.errors import RestoreRefused
from deploy.backup.figures import Figures

NAME = "manifest.json"
DUMP = "database.dump"
MEDIA = "media"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """`migrations` are `app.name`; `files` maps the path inside the backup to the SHA-256 of its bytes."""

    made_at: str
    version: str
    engine: str
    server: str
    migrations: tuple[str, ...]
    figures: Figures
    files: dict[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Put it beside what it describes."""
        text = json.dumps(dataclasses.asdict(self), indent=1, ensure_ascii=False, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises RestoreRefused when there is none that can be read."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if told.pop("format") != FORMAT:
            raise RestoreRefused(f"{folder}/{NAME} has a format that this release does not know")
        figures = Figures(**told.pop("figures"))
        return Manifest(figures=figures, migrations=tuple(told.pop("migrations")), **told)
    except FileNotFoundError:
        raise RestoreRefused(f"{folder} holds no {NAME}: it is no backup, or one that was never finished") from None
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as trouble:
        raise RestoreRefused(f"{folder}/{NAME} cannot be read ({trouble})") from None


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise RestoreRefused unless the backup holds exactly the files that were put into it, byte for byte."""
    for name, expected in manifest.files.items():
        path = folder / name
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            raise RestoreRefused(f"the manifest names a file outside of the backup: {name}")
        if not path.is_file():
            raise RestoreRefused(f"the backup is not whole: {name} is missing")
        if sha256_of(path) != expected:
            raise RestoreRefused(f"the backup is damaged: {name} is not what was backed up")
    if DUMP not in manifest.files:
        raise RestoreRefused("the backup is not whole: its manifest names no database")


def sha256_of(path: Path) -> str:
    """Checksum of a file of any size."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
