"""The buyers' goods and orders."""

from tests.storefront.buying.conftest import order_of, product

__all__ = ["order_of", "product"]
