"""Sellers and products by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction

from base.money import Dong
from catalogue.categories import ensure_categories
from catalogue.folding import slugify_vietnamese
from catalogue.models import Category, Product, ProductCategory, ProductImage
from catalogue.photo_names import original_name
from marketplace.demo.bulk.words import FAMILIES, GIVEN, KINDS, PRAISE, Kind
from places import register
from sellers.models import Partner, StockRecord
from sellers.services import open_stock
from sellers.services.listings import goods_class

BATCH = 2000
#: Certificates are valid for 36 months; one product in five has one.
CERTIFIED, VALID_DAYS = 0.2, 700


def photos() -> list[str]:
    """Drawings whose photos the products share."""
    return list(dict.fromkeys(drawing for kind in KINDS for drawing in kind.drawings))


def make_sellers(*, number: int, now: datetime) -> list[Partner]:
    """So many open stalls, spread over the province's communes."""
    communes = list(register.market_communes().values())
    return Partner.objects.bulk_create(
        Partner(
            name=f"Sạp {GIVEN[i % len(GIVEN)]} {communes[i % len(communes)].name} {i + 1}",
            code=f"sap-do-{i + 1}",
            holder_name=f"{FAMILIES[i % len(FAMILIES)]} {GIVEN[i % len(GIVEN)]}",
            state=Partner.State.APPROVED,
            commune_code=communes[i % len(communes)].code,
            hamlet=f"Ấp {i % 12 + 1}",
            story=PRAISE[i % len(PRAISE)],
            approved_at=now,
        )
        for i in range(number)
    )


class Listings:
    """Makes products; all chance comes from one source, so the same number of them is the same catalogue."""

    def __init__(self, sellers: list[Partner], stems: Mapping[str, str], now: datetime) -> None:
        self.sellers, self.stems, self.now = sellers, stems, now
        self.draw = Random(50_000)
        self.categories: dict[str, Category] = ensure_categories()
        self.goods_class = goods_class()

    def make(self, *, number: int, made: Callable[[int], None]) -> None:
        """Write so many products, in batches; `made` hears how many there are."""
        rows = ((i, *self._product(i)) for i in range(number))
        done = 0
        while batch := list(islice(rows, BATCH)):
            self._write(batch)
            done += len(batch)
            made(done)

    def generated(self, place: int) -> tuple[Product, StockRecord]:
        """One product and its stock, unwritten: for measuring what needs no database."""
        product, kind, seller = self._product(place)
        return product, self._stock(place, product, kind, seller)

    def _product(self, place: int) -> tuple[Product, Kind, Partner]:
        kind, seller = self.draw.choice(KINDS), self.draw.choice(self.sellers)
        head, tail = self.draw.choice(kind.heads), self.draw.choice(kind.tails)
        commune = register.market_communes()[seller.commune_code]
        title = f"{head} {tail} {commune.name}"
        star = self.draw.choice((3, 3, 3, 4, 4, 5)) if self.draw.random() < CERTIFIED else None
        product = Product(
            product_class=self.goods_class,
            structure=Product.STANDALONE,
            title=title,
            slug=slugify_vietnamese(title),
            unit=self.draw.choice(kind.units),
            description=f"{head} {tail} của {seller.name}, {commune.full_name}. {self.draw.choice(PRAISE)}",
            ingredients=head,
            storage="Nơi khô mát.",
            listing=Product.Listing.LIVE,
            is_public=True,
            listed_at=self.now - timedelta(minutes=place),
            main_category=self.categories[kind.category],
            ocop_star=star,
            ocop_certificate=f"OCOP-CM/DO-{place}" if star else "",
            ocop_expires_on=(self.now + timedelta(days=VALID_DAYS)).date() if star else None,
        )
        return product, kind, seller

    @transaction.atomic
    def _write(self, batch: list[tuple[int, Product, Kind, Partner]]) -> None:
        Product.objects.bulk_create([product for _, product, _, _ in batch])
        ProductCategory.objects.bulk_create(
            ProductCategory(product=product, category=product.main_category) for _, product, _, _ in batch
        )
        ProductImage.objects.bulk_create(
            ProductImage(product=product, original=original_name(self.stems[self._drawing(place, kind)]))
            for place, product, kind, _ in batch
        )
        open_stock(stocks=StockRecord.objects.bulk_create(self._stock(*row) for row in batch))

    def _drawing(self, place: int, kind: Kind) -> str:
        return kind.drawings[place % len(kind.drawings)]

    def _stock(self, place: int, product: Product, kind: Kind, seller: Partner) -> StockRecord:
        low, high = kind.prices
        price = Dong(self.draw.randrange(low // 5000, high // 5000 + 1) * 5000)
        return StockRecord(
            product=product,
            partner=seller,
            partner_sku=f"do-{place}",
            price=price.to_decimal(),
            num_in_stock=self.draw.choice((0, 5, 20, 50, 100, 500, 2000)),
        )


def bulk_stock() -> Iterator[StockRecord]:
    """Stock of the products made here, in the order in which they were made."""
    made = StockRecord.objects.filter(partner_sku__startswith="do-")
    yield from made.select_related("product__main_category", "partner").order_by("pk").iterator(chunk_size=BATCH)
