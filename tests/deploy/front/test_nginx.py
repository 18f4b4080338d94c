"""nginx takes every one of our configurations."""

from __future__ import annotations

import pytest

from deploy.postgres import free_port
from tests.deploy.front.nginx import check, lay_out

pytestmark = pytest.mark.services


def ports(said):
    """A free port for each address that our files name."""
    return {each: free_port() for each in said}


@pytest.mark.parametrize("upstreams", ["upstreams.machine.conf", "upstreams.village.conf"])
def test_a_machine(tmp_path, upstreams):
    said = ports(["listen 80", "listen 443"])
    assert check(lay_out(tmp_path / "n", door="market.conf", upstreams=upstreams, ports=said)) == ""


def test_a_cluster(tmp_path):
    said = ports(["web:8000", "ws:8001", "listen 8080"])
    assert check(lay_out(tmp_path / "n", door="edge.conf", upstreams="upstreams.kubernetes.conf", ports=said)) == ""


def test_a_mistake_is_seen(tmp_path):
    main = lay_out(tmp_path / "n", door="market.conf", upstreams="upstreams.machine.conf", ports={})
    shared = main.parent / "market" / "locations.conf"
    shared.write_text(shared.read_text().replace("client_max_body_size 16m;", "client_max_body 16m;"))
    assert "client_max_body" in check(main)
