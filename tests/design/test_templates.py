"""What holds for every template of the market, whoever wrote it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marketplace.design.icons import SHAPES
from tests.design.conftest import STATIC

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path for path in ROOT.glob("*/**/templates/**/*.html") if not {"node_modules", ".venv"} & set(path.parts)
)
#: What a strict content security policy refuses, and what would hide behaviour in markup.
REFUSED = {
    "an inline event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", re.I),
    "a style block": re.compile(r"<style\b", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "something from another host": re.compile(r"<(?:script|link|img)[^>]*(?:src|href)=[\"'](?:https?:)?//", re.I),
}
#: Style attributes may carry values, not style.
STYLE = re.compile(r"\sstyle=\"([^\"]*)\"")
VALUES_ONLY = re.compile(r"(?:\s*--[\w-]+:[^;]*;?)+\s*")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_carries_code_or_calls_elsewhere(path):
    markup = path.read_text(encoding="utf-8")
    assert [what for what, pattern in REFUSED.items() if pattern.search(markup)] == []
    assert [style for style in STYLE.findall(markup) if not VALUES_ONLY.fullmatch(style)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_icon_and_drawing_that_is_named_exists(path):
    markup = path.read_text(encoding="utf-8")
    icons = set(re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", markup))
    drawings = set(re.findall(r"{%\s*art\s+[\"']([\w-]+)[\"']", markup))
    assert icons - set(SHAPES) == set()
    assert drawings - {art.stem for art in (STATIC / "design" / "art").glob("*.svg")} == set()
