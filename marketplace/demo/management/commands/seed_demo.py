"""`manage.py seed_demo`: 70 real products, invented producers, six months of orders placed through the services."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from base import clock
from marketplace.demo.cast import KIOSK_PHUC
from marketplace.demo.entrances import entrances
from marketplace.demo.fair import keep_running
from marketplace.demo.pictures import Drawing
from marketplace.demo.progress import Progress
from marketplace.demo.seeding import drawings, live_through
from marketplace.kiosks.services import make_pairing_code
from orders.models import Order
from people.models import User


class Command(BaseCommand):
    help = "Fill an empty market with the demo; a market that has orders is left as it is. Prints who can log in."
    # Pictures that whoever calls this has begun already.
    stealth_options = ("drawing",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, default=310, help="how many orders the six months hold")

    def handle(self, *args: Any, orders: int, drawing: Drawing | None = None, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("the demo market has well-known passwords: it is made with DEMO=1 only")
        if not Order.objects.exists():
            self._fill(orders, drawing or Drawing(drawings()))
        self.stdout.write(entrances(self._pairing_code()))

    def _pairing_code(self) -> str:
        fair = keep_running(clock.market_day(clock.now()))
        staff = User.objects.filter(phone=KIOSK_PHUC.phone).first()
        if fair is None or staff is None:
            return "–"
        return make_pairing_code(fair=fair, device_name="Quầy mới", staff=staff)

    def _fill(self, orders: int, drawing: Drawing) -> None:
        with Progress(self.stderr, "Pictures", len(drawing.wanted)) as progress, drawing:
            stems = drawing.stems(progress.reach)
        with Progress(self.stderr, "Six months", 1) as progress:
            live_through(present=clock.now(), orders=orders, stems=stems, passed=progress.reach)
