"""`python -m bench.search.asking KIND WARMING SECONDS SEED`: one client. Says "ready", waits for a line, asks for so
many seconds, and for so many more whose times it writes in milliseconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

import django

django.setup()

from search.backends.elastic import ElasticBackend  # noqa: E402 - Django has to be set up before
from search.backends.embedded import EmbeddedBackend  # noqa: E402
from search.backends.guarded import GuardedBackend  # noqa: E402
from search.labels import shelf  # noqa: E402
from search.queries import ALL_FACETS, SearchQuery  # noqa: E402
from search.relevance.judgements import judged_queries  # noqa: E402

#: A server that takes longer is waited for here, so that the time shows.
PATIENCE = 10.0


def questions(draw: Random) -> SearchQuery:
    """What people ask: something typed, one time in three with a filter, always with all facets."""
    text = draw.choice(TEXTS)
    plain = SearchQuery(text, facets=ALL_FACETS)
    filtered = ({"in_stock": True}, {"category": draw.choice(STALLS)}, {"price_max": 200_000})
    return replace(plain, **draw.choice(filtered)) if draw.random() < 1 / 3 else plain


def beginnings(draw: Random) -> str:
    """What stands in the box after some letters."""
    text = draw.choice(TEXTS)
    return text[: draw.randrange(2, max(3, len(text)))]


def main(kind: str, warming: float, seconds: float, seed: int) -> None:
    """Ask one question after the other."""
    draw = Random(seed)
    backend = _backend(kind)
    ask: Callable[[], object] = (
        (lambda: backend.suggest(beginnings(draw), limit=6))
        if "suggest" in kind
        else (lambda: backend.search(questions(draw)))
    )
    # All clients begin at once, when the last of them is ready.
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    _times(ask, warming)
    sys.stdout.write(json.dumps(_times(ask, seconds)))


def _times(ask: Callable[[], object], seconds: float) -> list[float]:
    """Milliseconds of each question that was asked in so many seconds."""
    times, ends = [], time.perf_counter() + seconds
    while (began := time.perf_counter()) < ends:
        ask()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _backend(kind: str) -> EmbeddedBackend | ElasticBackend | GuardedBackend:
    """What the shop asks; or the server itself, so that no answer is kept but its own; or the database."""
    if kind.startswith("embedded"):
        return EmbeddedBackend()
    return ElasticBackend(PATIENCE) if kind.endswith("anew") else GuardedBackend(PATIENCE)


TEXTS = [query.text for query in judged_queries()]
STALLS = [slug for slug, _name in shelf()]

if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
