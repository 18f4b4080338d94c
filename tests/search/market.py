"""The demo market's goods and stalls without its history: what searching needs, in a second."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from base import clock
from base.money import Dong
from catalogue.categories import ensure_categories
from catalogue.folding import slugify_vietnamese
from catalogue.models import Product
from marketplace.demo import tables
from marketplace.kiosks.services import FairInput, choose_goods, open_fair
from search import services
from sellers.models import Partner, StockRecord
from sellers.services.listings import goods_class


def open_market() -> None:
    """All 70 products on sale at 41 open stalls, indexed."""
    now = clock.now()
    stalls = {stall.key: _stall(stall, now) for stall in tables.stalls()}
    categories, kind = ensure_categories(), goods_class()
    for place, goods in enumerate(tables.goods()):
        product = Product.objects.create(
            product_class=kind,
            structure=Product.STANDALONE,
            title=goods.name,
            slug=slugify_vietnamese(goods.name),
            unit=goods.unit,
            description=goods.description,
            listing=Product.Listing.LIVE,
            is_public=True,
            listed_at=now - timedelta(hours=place),
            main_category=categories[goods.category],
            ocop_star=goods.ocop_star,
            ocop_expires_on=(now + timedelta(days=400)).date() if goods.ocop_star else None,
        )
        StockRecord.objects.create(
            product=product,
            partner=stalls[goods.stall],
            partner_sku=f"t-{place}",
            price=Dong(goods.price_vnd).to_decimal(),
            num_in_stock=goods.stock,
        )
    services.rebuild()


def hold_fair(first: int, last: int, *, goods: Iterable[int], name: str = "Hội chợ") -> int:
    """A fair that runs from so many days after today to so many, with these goods; its id."""
    today = clock.market_day(clock.now())
    days = FairInput(name, "Sân vận động", "32002", today + timedelta(days=first), today + timedelta(days=last))
    fair = open_fair(fair=days)
    choose_goods(fair_id=fair.pk, add=goods)
    services.index_fair(fair_id=fair.pk)
    return int(fair.pk)


def _stall(stall: tables.Stall, now) -> Partner:
    return Partner.objects.create(
        name=stall.name,
        code=stall.key,
        state=Partner.State.APPROVED,
        holder_name=stall.holder,
        commune_code=stall.commune_code,
        hamlet=stall.hamlet,
        story=stall.story,
        approved_at=now - timedelta(days=100),
    )
