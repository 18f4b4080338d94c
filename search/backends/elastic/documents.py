"""What the server keeps of products and stalls, by elasticsearch-dsl: made of the database's documents alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from elasticsearch_dsl import Boolean, Date, Document, Float, Index, Keyword, Long, Object, Short, Text

from search.backends.elastic import analysis
from search.models import ProductDocument, SellerDocument
from search.queries import band_of
from search.ranking import IN_STOCK, SOLD_OUT

#: Of two that fit equally the shorter name is shown first: each word costs a thousandth.
WORD_COST = 0.001
#: How soon what was written can be found.
REFRESH = "1s"


class Goods(Document):
    """A product on sale. `card` is what a hit shows and nobody looks for."""

    product_id = Long()
    # Positions are needed nowhere: neighbours are terms of their own.
    title_written = Text(analyzer=analysis.words, index_options="docs", norms=False)
    title_folded = Text(
        analyzer=analysis.words,
        index_options="docs",
        norms=False,
        fields={
            "begin": Text(
                analyzer=analysis.beginnings, search_analyzer=analysis.words, index_options="docs", norms=False
            ),
            "line": Text(
                analyzer=analysis.line_beginnings, search_analyzer="keyword", index_options="docs", norms=False
            ),
            "pairs": Text(analyzer=analysis.pairs, index_options="docs", norms=False),
            "glued": Text(analyzer=analysis.glued, index_options="docs", norms=False),
        },
    )
    # The first one to four words in one piece each: what the title begins with.
    starts = Keyword()
    names_folded = Text(analyzer=analysis.words, index_options="docs", norms=False)
    text_folded = Text(analyzer=analysis.words, index_options="docs", norms=False)
    size = Keyword()
    category = Keyword()
    commune = Keyword()
    seller = Keyword()
    # All that it was ever brought to: which of them run is known when somebody asks.
    fairs = Keyword()
    price_vnd = Long()
    in_stock = Boolean()
    listed_at = Date()
    ocop_star = Short()
    ocop_expires_on = Date()
    # What is counted together in one piece (see filtering.py): stall, price band, stock.
    cell = Keyword()
    # Stock × quality (search.ranking), what points are multiplied with.
    standing = Float()
    card = Object(enabled=False)


class Stall(Document):
    """An open stall, found by its name."""

    name_folded = Text(
        analyzer=analysis.words,
        norms=False,
        fields={"begin": Text(analyzer=analysis.beginnings, search_analyzer=analysis.words, norms=False)},
    )
    card = Object(enabled=False)


def goods_source(row: ProductDocument, fairs: Sequence[int] = ()) -> dict[str, Any]:
    """A product's document; `fairs` are those it was brought to."""
    words = row.title_folded.split()
    return {
        "product_id": row.product_id,
        "title_written": row.title_written.strip(),
        "title_folded": row.title_folded.strip(),
        "starts": [" ".join(words[:length]) for length in range(1, min(len(words), 4) + 1)],
        "names_folded": row.names_folded.strip(),
        "text_folded": row.text_folded.strip(),
        "size": row.size,
        "category": row.category_slug,
        "commune": row.commune_code,
        "seller": row.seller_slug,
        "fairs": [str(each) for each in fairs],
        "price_vnd": row.price_vnd,
        "in_stock": row.in_stock,
        "listed_at": row.listed_at.isoformat(),
        "ocop_star": row.ocop_star,
        "ocop_expires_on": row.ocop_expires_on.isoformat() if row.ocop_expires_on else None,
        "cell": cell_of(row.category_slug, row.price_vnd, row.in_stock),
        "standing": standing(row),
        "card": {
            "title": row.title,
            "slug": row.slug,
            "unit": row.unit,
            "seller_name": row.seller_name,
            "commune_name": row.commune_name,
            "image": row.image,
        },
    }


def cell_of(category: str, price_vnd: int, in_stock: bool) -> str:
    """The piece that a product is counted in: "mat-ong|50000-100000|1"."""
    return f"{category}|{band_of(price_vnd)}|{int(in_stock)}"


def standing(row: ProductDocument) -> float:
    """What points are multiplied with, 1 for an ordinary product in stock."""
    stock = IN_STOCK if row.in_stock else SOLD_OUT
    return round(stock * row.quality / 10_000 * (1 - WORD_COST * row.title_words), 6)


def stall_source(row: SellerDocument) -> dict[str, Any]:
    """A stall's document."""
    return {
        "name_folded": row.name_folded.strip(),
        "card": {"slug": row.slug, "name": row.name, "commune_name": row.commune_name},
    }


def index_body(document: type[Document]) -> dict[str, Any]:
    """Settings and mapping of a new index of these documents."""
    index = Index("unnamed")
    index.document(document)
    body: dict[str, Any] = index.to_dict()
    settings = body.setdefault("settings", {})
    settings |= {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        # While it is filled nobody looks into it (see building.py).
        "refresh_interval": "-1",
        # A build that a power cut ends is begun again, so not every request waits for the disk.
        "translog.durability": "async",
        # How long the server remembers of what was deleted which version it had: longer than any build takes.
        "gc_deletes": "1h",
    }
    # An index of an earlier release takes the documents of this one until the new index is there.
    body["mappings"]["dynamic"] = False
    if document is Goods:
        # In the order of the newest first among what can be bought, so that such a list reads its first page and stops.
        settings |= {"sort.field": ["in_stock", "listed_at", "product_id"], "sort.order": ["desc"] * 3}
    body["mappings"]["_meta"] = {"form": blake2b(repr(body).encode(), digest_size=8).hexdigest()}
    return body


def form_of(document: type[Document]) -> str:
    """A name for settings and mapping as this release makes them; kept in each index (`_meta`)."""
    return str(index_body(document)["mappings"]["_meta"]["form"])
