"""The image's recipe, by hadolint and by rules of ours; and the words that are drawn for an installation."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.draw_secrets import drawn, write
from tests.deploy.files.reading import DEPLOY, ROOT

HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent))
RECIPE = (DEPLOY / "Dockerfile").read_text()


def lint(recipe):
    """What hadolint has to say."""
    done = subprocess.run([HADOLINT, "-"], input=recipe, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.splitlines()


def test_hadolint_has_nothing_to_say():
    assert lint(RECIPE) == []


def test_a_mistake_is_seen():
    assert lint(RECIPE.replace("WORKDIR /opt/market", "WORKDIR opt/market"))


def test_it_does_not_run_as_root_and_holds_nothing_that_is_not_needed():
    last = RECIPE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert "python:3.11-slim" in last
    assert "--require-hashes" in RECIPE
    assert "DEMO=1" not in last


def test_what_must_stay_out_of_the_image_is_left_out():
    left_out = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", "var", "tests", "node_modules", "deploy/private", "deploy/market.env"} <= set(left_out)


def test_secrets_are_drawn_once_and_agree_with_each_other(tmp_path):
    folder = tmp_path / "private"
    names = write(folder)
    words = {name: (folder / name).read_text() for name in names}
    assert set(words) == set(drawn())
    assert words["postgres_password"] in words["database_url"]
    assert words["elastic_password"] in words["elasticsearch_url"]
    assert len(words["secret_key"]) > 50
    assert drawn()["secret_key"] != words["secret_key"]
    with pytest.raises(SystemExit, match="already"):
        write(folder)
    assert (folder / "secret_key").read_text() == words["secret_key"]
