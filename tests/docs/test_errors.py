"""Each error code is documented, means one thing, and people are told something about it."""

from __future__ import annotations

from collections import Counter

import pytest

from docs.drawing.errors import INTERNAL, classes
from docs.drawing.markdown import meaning
from marketplace.access.answers import SENTENCES
from tests.docs.markdown import rows, words
from tests.docs.repository import ROOT


@pytest.fixture(scope="module")
def codes():
    return {kind.code for kind in classes()}


def test_people_are_told_something_about_every_error(codes):
    untold = codes - SENTENCES.keys() - INTERNAL.keys()
    assert not untold, (
        f"no Vietnamese sentence for {sorted(untold)}: add one to SENTENCES in marketplace/access/answers.py, or, when "
        "no person can meet it, a reason to INTERNAL in docs/drawing/errors.py; then run `python -m docs.draw`"
    )


def test_no_sentence_is_left_over(codes):
    left = (SENTENCES.keys() | INTERNAL.keys()) - codes
    assert not left, f"nothing raises {sorted(left)} any more: take it out of SENTENCES or INTERNAL"


def test_no_code_is_both_told_and_internal():
    assert not SENTENCES.keys() & INTERNAL.keys()


def test_a_code_means_one_thing():
    twice = [code for code, times in Counter(kind.code for kind in classes()).items() if times > 1]
    assert not twice, f"two error classes share a code: {twice}"


def test_every_error_says_what_it_means():
    silent = [kind.__name__ for kind in classes() if not meaning(kind)]
    assert not silent, f"give these error classes a docstring that names their data: {silent}"


def test_every_code_is_on_the_page(codes):
    page = rows((ROOT / "docs/errors.md").read_text(encoding="utf-8"))
    documented = {words(row[0])[0] for row in page if words(row[0])}
    missing = codes - documented
    assert not missing, f"not in docs/errors.md: {sorted(missing)}; run `python -m docs.draw`"
