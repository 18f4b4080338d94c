"""What one may ask of the search and what it answers, whichever backend does the work."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from django.urls import reverse

Sort = Literal["relevance", "newest", "price", "-price"]
FacetName = Literal["category", "commune", "ocop", "price", "seller", "fair"]
ALL_FACETS: tuple[FacetName, ...] = ("category", "commune", "ocop", "price", "seller", "fair")

#: Hits on one page at most, and how far into a list one may look: nobody reads on, and deep pages cost the most.
MOST_ON_A_PAGE, DEEPEST = 100, 10_000
#: Fewer letters begin too many names to be worth completing.
FEWEST_LETTERS = 2
#: Titles looked through for what a slip meant; longer questions are not corrected: too many titles are like some part.
TITLES_FOR_SLIPS, MOST_CORRECTED = 60, 5
#: Beyond this no price exists (đồng); larger numbers would not fit a column.
HIGHEST_PRICE = 10**12
#: Of the sellers those with most hits are counted; with all of them a list would be longer than the goods.
MOST_SELLERS = 20
#: Lower ends of the price bands that are counted (đồng); the last has no upper end.
PRICE_BANDS = (0, 50_000, 100_000, 200_000, 500_000)


def band_names() -> list[str]:
    """The price bands as facet values: "0-50000", …, "500000-"."""
    return [f"{low}-{high}" for low, high in pairwise(PRICE_BANDS)] + [f"{PRICE_BANDS[-1]}-"]


def band_of(price_vnd: int) -> str:
    """The band that a price belongs to."""
    return band_names()[bisect_right(PRICE_BANDS, price_vnd) - 1]


@dataclass(frozen=True)
class SearchQuery:
    """A question. Prices in đồng; `page` from 1; empty or None means no such condition.

    `category` and `seller` are slugs, `communes` five-digit codes, `ocop` stars, `fairs` ids. Several of one kind mean
    any of them; at a fair that does not run today nothing is found. `facets` says what has to be counted: counting
    costs more than finding.
    """

    text: str = ""
    category: str = ""
    communes: tuple[str, ...] = ()
    ocop: tuple[int, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    in_stock: bool = False
    seller: str = ""
    fairs: tuple[int, ...] = ()
    sort: Sort = "relevance"
    page: int = 1
    size: int = 24
    facets: tuple[FacetName, ...] = ()
    # False where only the hits are shown: how many there are is then not counted, and said to be none.
    counted: bool = True

    @property
    def conditions(self) -> SearchQuery:
        """What decides which goods there are, whatever words they are looked for by."""
        return replace(self, text="", sort="relevance", page=1, size=1)

    @property
    def window(self) -> slice:
        """Which hits the page shows; empty beyond DEEPEST."""
        size = max(1, min(self.size, MOST_ON_A_PAGE))
        start = min(max(self.page - 1, 0) * size, DEEPEST)
        return slice(start, min(start + size, DEEPEST))


@dataclass(frozen=True, slots=True)
class Hit:
    """A product as a card needs it. `ocop_star` is None once the certificate has ended; `image` as in photo_names."""

    id: int
    title: str
    slug: str
    price_vnd: int
    unit: str
    seller_name: str
    seller_slug: str
    commune_name: str
    commune_code: str
    in_stock: bool
    image: str
    ocop_star: int | None

    @property
    def url(self) -> str:
        """The product's own page."""
        before, between, after = _product_path()
        return f"{before}{self.slug}{between}{self.id}{after}"


@cache
def _product_path() -> tuple[str, str, str]:
    # Asked once: a list has many hits, and looking an address up takes longer than making the rest of a card.
    before, between, after = re.split("SLUG|0", reverse("storefront:product", args=("SLUG", 0)))
    return before, between, after


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice of a facet: how many hits there would be with it, the other conditions being kept.

    `value` is a category's slug, a commune's code, a number of stars, the band's ends in đồng ("50000-100000"),
    or the id of a fair that runs.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Counts:
    """Numbers about all hits, of whatever page. `facets` holds raw counts by value."""

    total: int = 0
    in_stock: int = 0
    facets: Mapping[FacetName, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Numbers:
    """The same as they are shown: each value of a facet with its name, in the order to show them."""

    total: int = 0
    in_stock: int = 0
    facets: Mapping[FacetName, tuple[FacetValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SearchResult:
    """The hits of one page and the numbers about all.

    `suggestion` is what was meant, in its proper spelling, when nothing has the words as they were typed; the hits are
    then those of the suggestion.
    """

    hits: tuple[Hit, ...]
    total: int
    in_stock: int
    facets: Mapping[FacetName, tuple[FacetValue, ...]]
    suggestion: str | None
    backend: str


@dataclass(frozen=True, slots=True)
class SellerHit:
    """An open stall found by its name."""

    slug: str
    name: str
    commune_name: str

    @property
    def url(self) -> str:
        """The stall's own page."""
        return reverse("storefront:seller", args=(self.slug,))


@dataclass(frozen=True)
class Completions:
    """What the words typed so far could become."""

    products: tuple[Hit, ...] = ()
    sellers: tuple[SellerHit, ...] = ()


def valid_star(star: int | None, expires_on: date | None, today: date) -> int | None:
    """The stars to show on a day: none once the certificate has ended or names no end."""
    return star if star and expires_on and expires_on >= today else None
