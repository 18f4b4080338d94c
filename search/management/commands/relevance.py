"""`manage.py relevance`: score every backend at hand on the judged queries. Wants the demo market's goods."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.queries import SearchQuery
from search.relevance.judgements import judged_queries
from search.relevance.scoring import Answer, answers, scores
from search.selectors import backends


class Command(BaseCommand):
    help = "Score the search on the judged queries of search/relevance/ (the demo market's goods have to be on sale)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--worst", type=int, default=0, help="also show so many of the worst answers")

    def handle(self, *args: Any, worst: int, **options: Any) -> None:
        """Print nDCG@10 and recall per class for each backend."""
        for backend in backends():

            def find(text: str, search: Any = backend.search) -> list[str]:
                return [hit.title for hit in search(SearchQuery(text, size=100, counted=False)).hits]

            answered = answers(judged_queries(), find)
            self.stdout.write(f"{backend.name}: class, queries, nDCG@10, recall")
            for score in scores(answered):
                self.stdout.write(f"  {score.kind:10}{score.queries:4}{score.ndcg:8.3f}{score.recall:8.3f}")
            for answer in sorted(answered, key=lambda each: each.ndcg)[:worst]:
                self.stdout.write(_shown(answer))


def _shown(answer: Answer) -> str:
    found = "; ".join(f"{title} ({answer.query.grades.get(title, 0)})" for title in answer.titles[:6])
    return f"  {answer.ndcg:.2f} {answer.query.kind}: {answer.query.text} → {found or 'nothing'}"
