"""What the catalogue and the sellers say, as documents. All is read afresh, whatever event asked for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from catalogue.models import Product, ProductImage
from places import register
from search.analysis import spaced, told, words_of
from search.backends import Batch
from search.models import ProductDocument, SellerDocument
from search.sizes import of_unit
from search.standing import Standings
from sellers.models import Partner, StockRecord

#: Products read and written at a time: a batch holds its locks for a fraction of a second.
BATCH = 1000
_OPEN = Partner.State.APPROVED
FIELDS = (
    "product_id",
    "product__version",
    "product__title",
    "product__slug",
    "product__unit",
    "product__description",
    "product__listed_at",
    "product__date_created",
    "product__main_category__slug",
    "product__main_category__name",
    "product__ocop_star",
    "product__ocop_expires_on",
    "price",
    "num_in_stock",
    "num_allocated",
    "safety_stock",
    "partner_id",
    "partner__code",
    "partner__name",
    "partner__commune_code",
    "partner__approved_at",
)


def read_products(product_ids: Collection[int]) -> Batch:
    """Documents of those products that are on sale; the ids of the others.

    Runs in a transaction. The products stay locked until its end, so that two readers of different events write in the
    order in which they read, and the later has seen what the earlier saw.
    """
    locked = Product.objects.select_for_update(no_key=True).filter(pk__in=product_ids).order_by("pk")
    list(locked.values_list("pk", flat=True))
    on_sale = StockRecord.objects.filter(
        product_id__in=product_ids, product__listing=Product.Listing.LIVE, partner__state=_OPEN
    )
    images = _first_images(product_ids)
    rows = list(on_sale.values(*FIELDS))
    standings = Standings({row["partner_id"] for row in rows})
    documents = [document_of(row, images.get(row["product_id"], ""), standings) for row in rows]
    return Batch(products=documents, gone_products=sorted(set(product_ids) - {each.product_id for each in documents}))


def read_sellers(seller_ids: Collection[int]) -> Batch:
    """Documents of those stalls that are open; the ids of the others. Locks them as read_products does."""
    locked = Partner.objects.select_for_update(no_key=True).filter(pk__in=seller_ids).order_by("pk")
    documents = [
        SellerDocument(
            seller_id=seller.pk,
            slug=seller.code,
            name=seller.name,
            name_folded=spaced(words_of(seller.name).folded),
            commune_code=seller.commune_code,
            commune_name=_commune_name(seller.commune_code),
        )
        for seller in locked
        if seller.state == _OPEN
    ]
    return Batch(sellers=documents, gone_sellers=sorted(set(seller_ids) - {each.seller_id for each in documents}))


def everything() -> Iterator[Batch]:
    """All sellers and products in batches, and the documents that nothing stands behind any more.

    Each batch is read, and has to be written, in a transaction of its own that is open while the batch is yielded.
    """
    yield from _in_batches(Partner, SellerDocument, read_sellers)
    yield from _in_batches(Product, ProductDocument, read_products)


def _in_batches(
    source: type[Model], document: type[Model], read: Callable[[Collection[int]], Batch]
) -> Iterator[Batch]:
    last = 0
    while ids := sorted({*_ids_after(source, last), *_ids_after(document, last)})[:BATCH]:
        with transaction.atomic():
            yield read(ids)
        last = ids[-1]


def _ids_after(model: type[Model], last: int) -> list[int]:
    return list(model._default_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])


def document_of(row: Mapping[str, Any], image: str, standings: Standings) -> ProductDocument:
    """The document of a row of FIELDS."""
    title = words_of(row["product__title"])
    commune = _commune_name(row["partner__commune_code"])
    unit = row["product__unit"]
    names = (row["product__main_category__name"] or "", row["partner__name"], commune)
    # Sold by the kilogram is what "1kg" looks for.
    pack = unit if any(letter.isdigit() for letter in unit) else f"1 {unit}"
    said = (words_of(f"{row['product__title']}\n{pack}"), told(row["product__description"]), words_of("\n".join(names)))
    return ProductDocument(
        product_id=row["product_id"],
        version=row["product__version"],
        title=row["product__title"],
        slug=row["product__slug"],
        price_vnd=int(row["price"]),
        unit=unit,
        in_stock=row["num_in_stock"] > row["num_allocated"] + row["safety_stock"],
        listed_at=row["product__listed_at"] or row["product__date_created"],
        category_slug=row["product__main_category__slug"] or "",
        category_name=row["product__main_category__name"] or "",
        seller_id=row["partner_id"],
        seller_slug=row["partner__code"],
        seller_name=row["partner__name"],
        commune_code=row["partner__commune_code"],
        commune_name=commune,
        ocop_star=row["product__ocop_star"],
        ocop_expires_on=row["product__ocop_expires_on"],
        image=image,
        size=of_unit(unit),
        quality=standings.quality_of(row).percent,
        title_written=spaced(title.written),
        title_folded=spaced(title.folded),
        title_words=len(title.folded),
        names_folded=spaced(words_of("\n".join(names)).folded),
        text_folded=spaced(word for part in said for word in part.folded),
    )


def _first_images(product_ids: Collection[int]) -> dict[int, str]:
    rows = ProductImage.objects.filter(product_id__in=product_ids).order_by("-display_order", "-pk")
    return dict(rows.values_list("product_id", "original"))


def _commune_name(code: str) -> str:
    found = register.communes().get(code)
    return found.name if found else ""
