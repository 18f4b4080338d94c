"""The Kubernetes manifests: valid by the cluster's own schemas, and safe by rules of ours."""

from __future__ import annotations

import copy

import kubernetes_validate
import pytest
import yaml

from marketplace.celery import QUEUES, app
from tests.deploy.files.reading import DEPLOY, manifests, of_kind, queues_of, release

VERSION = "1.34"
ALL = list(manifests())
DEPLOYMENTS = of_kind("Deployment")


def check(manifest):
    """Raises ValidationError."""
    kubernetes_validate.validate(manifest, VERSION, strict=True)


def pods():
    """Each pod that something makes, by the maker's name."""
    for _, each in ALL:
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            yield each["metadata"]["name"], spec["template"]["spec"]


@pytest.mark.parametrize(("path", "manifest"), ALL, ids=lambda each: getattr(each, "name", ""))
def test_it_is_what_a_cluster_understands(path, manifest):
    check(manifest)


def test_a_mistake_is_seen():
    spoiled = copy.deepcopy(DEPLOYMENTS["web"])
    spoiled["spec"]["replicaas"] = 2
    with pytest.raises(kubernetes_validate.ValidationError):
        check(spoiled)


def test_everything_is_applied():
    applied = {
        *yaml.safe_load((DEPLOY / "kustomization.yaml").read_text())["resources"],
        "kubernetes/release/job.yaml",
        # A template that is filled in elsewhere.
        "kubernetes/secret.example.yaml",
    }
    assert {str(path.relative_to(DEPLOY)) for path, _ in ALL} == applied


@pytest.mark.parametrize("file", ["kustomization.yaml", "kubernetes/release/kustomization.yaml"])
def test_a_kustomization_names_files_that_exist_and_this_release(file):
    told = yaml.safe_load((DEPLOY / file).read_text())
    named = [*told["resources"]]
    for generator in told.get("configMapGenerator", []):
        named += [each.rpartition("=")[2] for each in generator["files"]]
    assert [each for each in named if not (DEPLOY / file).parent.joinpath(each).exists()] == []
    assert told["images"][0]["newTag"] == release()


def test_every_queue_has_a_worker():
    assert set(QUEUES) <= queues_of(pod["containers"][0].get("args") for _, pod in pods())


@pytest.mark.parametrize(("name", "pod"), list(pods()), ids=lambda each: each if isinstance(each, str) else "")
def test_no_pod_can_write_or_gain_anything(name, pod):
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    for container in [*pod["containers"], *pod.get("initContainers", [])]:
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"] is True
        assert rights["allowPrivilegeEscalation"] is False
        assert rights["capabilities"]["drop"] == ["ALL"]
        assert container["resources"]["limits"]["memory"]


@pytest.mark.parametrize("name", ["web", "ws"])
def test_who_is_asked_by_people_tells_how_it_is(name):
    container = DEPLOYMENTS[name]["spec"]["template"]["spec"]["containers"][0]
    # Alive is not ready: a database that is away must not get every web process killed.
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"


def test_what_grows_by_itself_has_no_fixed_number_and_a_budget():
    growing = {each["spec"]["scaleTargetRef"]["name"] for each in of_kind("HorizontalPodAutoscaler").values()}
    assert growing <= set(DEPLOYMENTS)
    assert not [name for name in growing if "replicas" in DEPLOYMENTS[name]["spec"]]
    assert growing <= {
        each["spec"]["selector"]["matchLabels"]["app"] for each in of_kind("PodDisruptionBudget").values()
    }


def test_two_clocks_wait_for_each_other():
    assert DEPLOYMENTS["beat"]["spec"]["replicas"] == 2
    assert app.conf.beat_scheduler.endswith("LeaderScheduler")


def test_no_secret_is_in_the_repository():
    assert set(of_kind("Secret")["market"]["stringData"].values()) == {""}
