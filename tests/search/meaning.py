"""What every backend has to understand: one suite, run on each."""

from __future__ import annotations

from search.queries import ALL_FACETS, SearchQuery
from search.relevance.judgements import judged_queries
from search.relevance.scoring import answers, scores

#: Input that once broke some search somewhere, or could cost too much.
BAD = [
    "a" * 10_000,
    "tôm " * 2_500,
    '"tôm khô',
    "'; DROP TABLE search_productdocument; --",
    "*",
    "tôm*",
    "?" * 300,
    "(((((((((((((((((((((((((((((((((((((((((((",
    "(a+)+$" * 40,
    "[a-z]*" * 50,
    "AND OR NOT NEAR(",
    "title_folded : tom",
    "\\",
    "tôm\x00khô",
    "\x07\x1b[31m",
    "<script>alert(1)</script>",
    "\u202etôm",
    "🦐" * 100,
    "10^9",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1/a}",
    "%' OR 1=1 --",
    "1" * 300,
    "\u0301" * 500,
    "្" * 300,
]


def titles(backend, text, **conditions):
    return [hit.title for hit in backend.search(SearchQuery(text, size=100, **conditions)).hits]


def score_of(backend):
    """Scores by class, "all" among them; printed, so that a run tells the figures."""
    scored = scores(answers(judged_queries(), lambda text: titles(backend, text, counted=False)))
    print(f"\n{backend.name}: class, queries, nDCG@10, recall")
    for score in scored:
        print(f"  {score.kind:10}{score.queries:4}{score.ndcg:8.3f}{score.recall:8.3f}")
    return {score.kind: score for score in scored}


def survives(backend, text):
    """Bad input gives an answer like any other."""
    query = SearchQuery(text, page=10**9, facets=ALL_FACETS)
    assert backend.search(query).hits == ()
    found = backend.search(SearchQuery(text, facets=ALL_FACETS))
    assert found.total <= 70
    assert set(found.facets) == set(ALL_FACETS)
    assert len(backend.suggest(text, limit=6).products) <= 6
    assert len(backend.near(text, limit=8)) <= 8
