"""`manage.py seed_catalogue --products N --sellers M --orders K`: a large market for measuring, made in bulk."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from base import clock
from marketplace.demo.bulk.catalogue import Listings, bulk_stock, make_sellers, photos
from marketplace.demo.bulk.orders import make_orders
from marketplace.demo.pictures import Drawing
from marketplace.demo.progress import Progress
from search import services as search


class Command(BaseCommand):
    help = "Write many products (and sellers, and completed orders) in bulk, the same ones every time, and index them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, default=50_000)
        parser.add_argument("--sellers", type=int, default=200)
        parser.add_argument("--orders", type=int, default=0)

    def handle(self, *args: Any, products: int, sellers: int, orders: int, **options: Any) -> None:
        if next(bulk_stock(), None):
            raise CommandError("this database was filled in bulk before; make a new one")
        if products < 1 or sellers < 1 or orders < 0:
            raise CommandError("at least one product and one seller, and no negative number of orders")
        now = clock.now()
        with self._progress("Pictures", len(photos())) as progress, Drawing(photos()) as drawing:
            stems = drawing.stems(progress.reach)
        with self._progress("Products", products) as progress:
            listings = Listings(make_sellers(number=sellers, now=now), stems, now)
            listings.make(number=products, made=progress.reach)
        with self._progress("Orders", orders) as progress:
            make_orders(number=orders, now=now, made=progress.reach)
        with self._progress("Index", 1):
            search.rebuild()
        with connection.cursor() as cursor:
            # Both engines plan by what they know of their tables; neither knows anything of these yet.
            cursor.execute("ANALYZE")

    def _progress(self, label: str, total: float) -> Progress:
        return Progress(self.stderr, label, total)
