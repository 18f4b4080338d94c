"""Fills stock Oscar with as many products as our own shop has, through its models, in bulk."""

from __future__ import annotations

import os
import random
import sys
from decimal import Decimal
from pathlib import Path

import django

PER_BATCH = 2000

WORDS = ["dried", "shrimp", "honey", "rice", "mat", "scarf", "crab", "fish", "salt", "tea", "basket", "mask", "sauce"]


def main(count: int) -> None:
    """Make `count` products in 9 departments with 25 shelves each, 200 partners, 24 pictures."""
    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    def model(app: str, name: str):
        return apps.get_model(app, name)

    draw = random.Random(1)
    pictures = _pictures(Path(settings.MEDIA_ROOT))
    kind = model("catalogue", "ProductClass").objects.create(name="Goods", track_stock=True, requires_shipping=True)
    attributes = [
        model("catalogue", "ProductAttribute").objects.create(product_class=kind, code=code, name=code, type="text")
        for code in ("origin", "net", "storage")
    ]
    model("address", "Country").objects.create(
        iso_3166_1_a2="GB", iso_3166_1_a3="GBR", printable_name="United Kingdom", name="UK", is_shipping_country=True
    )
    partners = [model("partner", "Partner").objects.create(name=f"Seller {i:03d}") for i in range(200)]
    shelves = _shelves(model("catalogue", "Category"))
    for start in range(0, count, PER_BATCH):
        _batch(
            model,
            draw,
            kind=kind,
            attributes=attributes,
            partners=partners,
            shelves=shelves,
            pictures=pictures,
            numbers=range(start, min(start + PER_BATCH, count)),
        )
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def _shelves(category) -> list:
    leaves = []
    for d in range(9):
        root = category.add_root(name=f"Department {d}")
        for s in range(25):
            leaves.append(category.objects.get(pk=root.pk).add_child(name=f"Shelf {d}-{s}"))
    return leaves


def _pictures(media: Path) -> list[str]:
    from PIL import Image

    folder = media / "images/products"
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for i in range(24):
        Image.effect_noise((800, 800), 40 + i).convert("RGB").save(folder / f"p{i:02d}.jpg", quality=85)
        names.append(f"images/products/p{i:02d}.jpg")
    return names


def _batch(model, draw, *, kind, attributes, partners, shelves, pictures, numbers) -> None:
    product = model("catalogue", "Product")
    made = product.objects.bulk_create(
        product(
            structure="standalone",
            upc=f"P{n:07d}",
            title=f"{draw.choice(WORDS).title()} {draw.choice(WORDS)} {n}",
            slug=f"p-{n}",
            description="<p>" + " ".join(draw.choices(WORDS, k=80)) + "</p>",
            product_class=kind,
            is_public=True,
        )
        for n in numbers
    )
    model("catalogue", "ProductCategory").objects.bulk_create(
        model("catalogue", "ProductCategory")(product=p, category=draw.choice(shelves)) for p in made
    )
    value = model("catalogue", "ProductAttributeValue")
    value.objects.bulk_create(
        value(product=p, attribute=a, value_text=draw.choice(WORDS)) for p in made for a in attributes
    )
    image = model("catalogue", "ProductImage")
    image.objects.bulk_create(
        image(product=p, original=pictures[i % len(pictures)], display_order=0) for i, p in enumerate(made)
    )
    stock = model("partner", "StockRecord")
    stock.objects.bulk_create(
        stock(
            product=p,
            partner=draw.choice(partners),
            partner_sku=p.upc,
            price_currency="GBP",
            price=Decimal(draw.randint(3, 300)),
            num_in_stock=draw.randint(5, 500),
        )
        for p in made
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock.settings")
    main(int(sys.argv[1]))
