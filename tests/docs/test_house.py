"""The house rules that can be counted."""

from __future__ import annotations

import ast
import re
from statistics import median

from tests.docs.repository import ROOT, files, named, python_files, text_files

LONGEST_FILE, LONGEST_FUNCTION, TYPICAL_FILE = 400, 40, 100
# Written in two halves, so that this file does not name them itself.
REGISTRIES = tuple(
    first + second
    for first, second in (
        ("pypi.", "org"),
        ("pythonhosted.", "org"),
        ("registry.npm", "js.org"),
        ("registry.yarn", "pkg.com"),
        ("repo1.", "maven.org"),
        ("repo.", "maven.apache.org"),
        ("/artifactory", "/"),
        ("/simple", "/pip"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w./\-])/(?:home|root|Users|work|workspace|builds)/[\w.]")
ADDRESS = re.compile(r"\w+://|\"resolved\"|--(?:extra-)?index-url|--find-links|--trusted-host")


def _lines(path):
    return path.read_text(encoding="utf-8").count("\n") + 1


def test_no_python_file_is_long():
    long = {named(path): _lines(path) for path in python_files() if _lines(path) > LONGEST_FILE}
    assert not long, f"split these by what is inside (at most {LONGEST_FILE} lines): {long}"


def test_half_of_the_python_files_are_short():
    assert median(_lines(path) for path in python_files() if path.stat().st_size) < TYPICAL_FILE


def test_no_function_is_long():
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{named(path)}:{node.lineno} {node.name}"] = length
    assert not long, f"split these functions (at most {LONGEST_FUNCTION} lines): {long}"


def test_no_file_names_a_package_registry():
    named_in = {
        f"{named(path)}: {host}" for path in text_files() for host in REGISTRIES if host in path.read_text("utf-8")
    }
    assert not named_in, f"registries are the business of the machine that installs: {sorted(named_in)}"


def test_no_file_names_a_place_on_somebodys_machine():
    found = {
        f"{named(path)}: {match[0]}"
        for path in text_files()
        for match in MACHINE_PATH.finditer(path.read_text("utf-8"))
    }
    assert not found, f"paths that exist on one machine only: {sorted(found)}"


def test_lock_files_hold_hashes_and_no_addresses():
    locks = [path for path in files() if path.suffix == ".lock" or path.name == "package-lock.json"]
    assert {path.name for path in locks} >= {"run.lock", "dev.lock", "node.lock", "package-lock.json"}
    for path in locks:
        content = path.read_text("utf-8")
        assert not ADDRESS.search(content), f"{named(path)} names an address; see `make lock` and .npmrc"
        assert "sha256:" in content or '"integrity"' in content, f"{named(path)} has no hashes"


def test_no_attic_and_nothing_unfinished():
    assert not [named(path) for path in files() if path.stem in {"utils", "helpers", "misc", "common"}]
    unfinished = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert not [named(path) for path in python_files() if unfinished.search(path.read_text("utf-8"))]


def test_tests_neither_skip_nor_sleep():
    skipping = re.compile(r"pytest\.(?:skip|mark\.skip|mark\.xfail|xfail)|unittest\.skip")
    tests = [path for path in python_files() if ROOT / "tests" in path.parents and path.parent.name != "docs"]
    assert not [named(path) for path in tests if skipping.search(path.read_text("utf-8"))]
