"""The files that put the market somewhere, as data."""

from __future__ import annotations

import tomllib

import yaml

from tests.deploy.commands import ROOT

DEPLOY = ROOT / "deploy"


def compose():
    """compose.yaml with its anchors filled in."""
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def manifests():
    """Every Kubernetes object that is applied, with the file it is in."""
    folder = DEPLOY / "kubernetes"
    for path in sorted([*folder.glob("*.yaml"), folder / "release" / "job.yaml"]):
        yield from ((path, each) for each in yaml.safe_load_all(path.read_text()))


def of_kind(kind):
    """{name: object} of one kind."""
    return {each["metadata"]["name"]: each for _, each in manifests() if each["kind"] == kind}


def release():
    """The version that pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def queues_of(commands):
    """Queues that `worker QUEUES` commands serve."""
    return {queue for words in commands if words and words[0] == "worker" for queue in words[1].split(",")}
