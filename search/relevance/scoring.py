"""How well a backend answers the judged queries: nDCG@10 and recall, per class and over all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import mean

from search.relevance.judgements import JudgedQuery

AT = 10
#: From this grade on goods are wanted, and missing them lowers recall.
WANTED = 2


@dataclass(frozen=True)
class Score:
    """The figures of one class, 0 to 1."""

    kind: str
    queries: int
    ndcg: float
    recall: float


@dataclass(frozen=True)
class Answer:
    """The titles that a backend found for a judged query, best first."""

    query: JudgedQuery
    titles: tuple[str, ...]

    @property
    def ndcg(self) -> float:
        """Gain 2^grade − 1 discounted by place, against the best order there could be."""
        ideal = sorted(self.query.grades.values(), reverse=True)
        return _gain([self.query.grades.get(title, 0) for title in self.titles]) / _gain(ideal)

    @property
    def recall(self) -> float:
        """The share of the wanted goods that are among the hits at all."""
        wanted = {title for title, grade in self.query.grades.items() if grade >= WANTED}
        return len(wanted & set(self.titles)) / len(wanted)


def answers(queries: Iterable[JudgedQuery], find: Callable[[str], Sequence[str]]) -> list[Answer]:
    """Ask everything; `find` gives titles for what is typed."""
    return [Answer(query, tuple(find(query.text))) for query in queries]


def scores(answered: Sequence[Answer]) -> list[Score]:
    """Per class in the order of the table, and "all" last."""
    kinds = list(dict.fromkeys(answer.query.kind for answer in answered))
    return [
        *(_score(kind, [answer for answer in answered if answer.query.kind == kind]) for kind in kinds),
        _score("all", answered),
    ]


def _score(kind: str, answered: Sequence[Answer]) -> Score:
    return Score(kind, len(answered), mean(a.ndcg for a in answered), mean(a.recall for a in answered))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:AT]))
