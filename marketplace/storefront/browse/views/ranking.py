"""How goods are put in order: the law asks that it be public, with the weights (docs/search.md)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from marketplace.storefront.browse.shell import buyer_page
from search import ranking as rules


def ranking(request: HttpRequest) -> HttpResponse:
    """The rules with their numbers, read from where the search takes them."""
    return buyer_page(
        request,
        "ranking.html",
        {
            "rules": {
                "title_tones": rules.IN_TITLE_WITH_TONES,
                "title": rules.IN_TITLE,
                "other": rules.OTHER_IN_TITLE,
                "names": rules.IN_NAMES,
                "text": rules.IN_TEXT,
                "begins": rules.BEGINS,
                "side": rules.SIDE_BY_SIDE,
                "size": rules.SIZE_FITS,
                "sold_out": rules.SOLD_OUT,
                "answers": rules.ALL_IN_TIME,
                "new": rules.NEW_PRODUCER,
                "new_days": rules.NEW_FOR.days,
                "few_orders": rules.FEWEST_ORDERS,
                "hours": int(rules.IN_TIME.total_seconds() // 3600),
                "counted_days": rules.COUNTED_OVER.days,
            },
            "stars": sorted(rules.OCOP_PERCENT.items()),
        },
    )
