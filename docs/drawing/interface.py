"""What can be called from outside: paths, API operations, commands, make targets."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver

from docs.drawing.markdown import table
from docs.drawing.source import PACKAGES, ROOT
from marketplace.api import api

#: Beginnings of paths that belong together. What none of them fits stands under the last, the buyers'.
PLACES = {
    "producers": "/ban-hang/",
    "kiosks": "/hoi-cho/",
    "officials": "/thong-ke/",
    "operators": "/dieu-hanh/",
    "door": "/dang-nhap/",
    "simulator": "/mo-phong/vnpay/",
    "buyers": "/",
}
#: Drawn from the schema instead.
API = "/api/v1/"


@dataclass(frozen=True)
class Route:
    """One path with the names of its parts, and the first sentence of what answers there."""

    path: str
    says: str


def routes() -> list[Route]:
    """Every path that the market answers, the API left out."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")), key=lambda route: route.path)


def paths_under(place: str) -> str:
    """The paths that begin with one of PLACES."""
    here = (route for route in routes() if next(p for p in PLACES.values() if route.path.startswith(p)) == place)
    return table(("path", "what it does"), ((f"`{route.path}`", route.says) for route in here))


def operations() -> list[tuple[str, str, str]]:
    """Method, path and meaning of each API operation."""
    paths: dict[str, dict[str, dict[str, str]]] = api.get_openapi_schema()["paths"]
    return [
        (method.upper(), path, " ".join(f"{told['summary']}. {told.get('description', '')}".split()))
        for path, methods in sorted(paths.items())
        for method, told in methods.items()
    ]


def api_table() -> str:
    """The API."""
    return table(("call", "what it does"), ((f"`{method} {path}`", says) for method, path, says in operations()))


def commands() -> dict[str, str]:
    """{name: help} of our own management commands."""
    ours = {name: app for name, app in get_commands().items() if app.split(".")[0] in (*PACKAGES, "deploy")}
    return {name: " ".join(load_command_class(app, name).help.split()) for name, app in sorted(ours.items())}


def command_table() -> str:
    """Our own management commands."""
    return table(("`manage.py`", "does"), ((f"`{name}`", says) for name, says in commands().items()))


def targets() -> dict[str, str]:
    """{name: what it does} of the Makefile's documented targets."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", makefile, re.MULTILINE))


def target_table() -> str:
    """The Makefile's targets."""
    return table(("command", "does"), ((f"`make {name}`", says) for name, says in targets().items()))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif not path.startswith(API):
            yield Route(path, _first_sentence(pattern.callback))


def _first_sentence(view: Callable[..., object] | None) -> str:
    told = " ".join((inspect.getdoc(view) or "").split())
    return re.split(r"(?<=[.?!]) (?=[A-Z])", told)[0]
