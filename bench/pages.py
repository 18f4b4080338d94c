"""Which pages are compared: one department's first page, and one product."""

from __future__ import annotations

import psycopg


def stock_pages(database_url: str) -> dict[str, str]:
    """Stock Oscar's addresses of a department and a product."""
    category = "SELECT slug, id FROM catalogue_category WHERE depth = 1 ORDER BY id LIMIT 1"
    product = "SELECT slug, id FROM catalogue_product ORDER BY id LIMIT 1 OFFSET 100"
    with psycopg.connect(database_url) as connection:
        category_row = connection.execute(category).fetchone()
        product_row = connection.execute(product).fetchone()
    if category_row is None or product_row is None:
        raise SystemExit("stock Oscar has no products")
    return {
        "category": "/catalogue/category/{}_{}/".format(*category_row),
        "product": "/catalogue/{}_{}/".format(*product_row),
    }


def our_pages(database_url: str) -> dict[str, str]:
    """Our addresses of a department and a product."""
    category = "SELECT slug FROM catalogue_category WHERE depth = 1 ORDER BY id LIMIT 1"
    product = "SELECT slug, id FROM catalogue_product WHERE is_public ORDER BY id LIMIT 1 OFFSET 100"
    with psycopg.connect(database_url) as connection:
        category_row = connection.execute(category).fetchone()
        product_row = connection.execute(product).fetchone()
    if category_row is None or product_row is None:
        raise SystemExit("the market has no products")
    return {
        "category": "/danh-muc/{}/".format(*category_row),
        "product": "/san-pham/{}_{}/".format(*product_row),
    }
