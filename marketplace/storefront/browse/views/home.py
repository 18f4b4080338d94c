"""The first page of the market."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from base import clock
from catalogue.categories import TOP_CATEGORIES
from catalogue.folding import slugify_vietnamese
from catalogue.photo_names import photo_url
from marketplace.storefront.browse.cards import cards
from marketplace.storefront.browse.selectors import stall_with_a_story
from marketplace.storefront.browse.shell import buyer_page
from places import register
from search.labels import shelf
from search.selectors import newest_goods

ON_THE_FIRST_PAGE = 12
#: The province's four landscapes: name, what comes from there, a drawing, and the words that find it.
REGIONS = (
    (_("Rừng đước Năm Căn"), _("Cua, tôm, đũa đước"), "cua", "năm căn"),
    (_("Rừng tràm U Minh"), _("Mật ong, cá bổi, trái giác"), "mat-ong", "u minh"),
    (_("Giồng cát Bạc Liêu"), _("Muối, nhãn, xá pấu"), "muoi", "bạc liêu"),
    (_("Ruộng lúa tôm Thới Bình"), _("Gạo, tôm càng, mắm"), "gao", "thới bình"),
)


def home(request: HttpRequest) -> HttpResponse:
    """Stalls, what came today, who makes it."""
    seller = stall_with_a_story(clock.market_day(clock.now()).toordinal())
    drawings = {slugify_vietnamese(name): drawing for name, drawing in TOP_CATEGORIES.items()}
    return buyer_page(
        request,
        "home.html",
        {
            "stalls": [
                (name, reverse("storefront:category", args=(slug,)), drawings.get(slug, "gio-dan"))
                for slug, name in shelf()
            ],
            "newest": cards(newest_goods(limit=ON_THE_FIRST_PAGE)),
            "seller": seller,
            "portrait": photo_url(seller.portrait, 640) if seller else "",
            "seller_commune": register.commune(seller.commune_code).name if seller else "",
            "regions": REGIONS,
        },
    )
