"""The compose file says what it means, and nothing in it is left open."""

from __future__ import annotations

import pytest
import yaml
from compose_spec import PyCompose

from marketplace.celery import QUEUES
from tests.deploy.files.reading import DEPLOY, compose, queues_of, release

OURS = [name for name, each in compose()["services"].items() if each["image"].startswith("market:")]
ONCE = {"release"}


def read(told):
    """As the compose specification reads it. ValueError when it says something else."""
    model = PyCompose.from_yaml(yaml.safe_dump(told))
    model.validate()
    return model


def test_it_is_as_the_specification_wants_it():
    assert len(read(compose()).service_names()) == len(compose()["services"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["services"]["nginx"].update(imagge="x"),
        lambda told: told["services"]["nginx"]["depends_on"]["web"].update(condition="healthy"),
        lambda told: told["services"]["web"]["healthcheck"].update(interval="soon"),
        lambda told: told["services"]["web"].update(networks=["nowhere"]),
        lambda told: told["services"]["web"].update(secrets=["unheard_of"]),
    ],
)
def test_a_mistake_is_seen(spoil):
    told = compose()
    spoil(told)
    with pytest.raises(ValueError):
        read(told)


def test_every_queue_has_a_worker():
    assert set(QUEUES) <= queues_of(each.get("command") for each in compose()["services"].values())


@pytest.mark.parametrize("name", OURS)
def test_our_containers_cannot_write_or_gain_anything(name):
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["image"] == f"market:{release()}"


@pytest.mark.parametrize("name", [name for name in compose()["services"] if name not in ONCE])
def test_what_ends_is_started_again_and_tells_how_it_is(name):
    service = compose()["services"][name]
    assert service["restart"] == "unless-stopped"
    assert "healthcheck" in service


def test_engines_are_not_reachable_from_outside():
    services = compose()["services"]
    assert compose()["networks"]["back"]["internal"] is True
    assert [name for name, each in services.items() if "ports" in each] == ["nginx"]
    for engine in ("postgres", "redis", "rabbitmq", "elasticsearch"):
        assert services[engine]["networks"] == ["back"]


def test_no_password_stands_in_it_and_every_secret_is_drawn():
    from deploy.draw_secrets import drawn

    assert {file["file"] for file in compose()["secrets"].values()} == {f"private/{name}" for name in drawn()}
    for service in compose()["services"].values():
        words = service.get("environment", {})
        assert not [key for key in words if "PASSWORD" in key and not key.endswith("_FILE")]


def test_what_is_mounted_exists():
    services = compose()["services"].values()
    mounted = {volume.split(":")[0] for service in services for volume in service.get("volumes", [])}
    files = {source for source in mounted if source.startswith("./")}
    assert mounted - files == set(compose()["volumes"])
    assert [path for path in files if not (DEPLOY / path).exists()] == ["./tls"]
