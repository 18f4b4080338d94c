"""What came in, month by month, and who holds it."""

from __future__ import annotations

import re
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from base import clock
from base.money import total
from marketplace.phone.reading.money import holdings_of, months_of, purse_of, sales_of, shown_sales
from marketplace.phone.stall import requires_stall, show, stall_of

PAGE = 30


@require_GET
@requires_stall
def money(request: HttpRequest) -> HttpResponse:
    """One month's completed sales, line by line; months to choose from."""
    seller_id, now = stall_of(request).pk, clock.now()
    month = _asked_month(request) or clock.market_day(now).replace(day=1)
    page = Paginator(sales_of(seller_id, month), PAGE).get_page(request.GET.get("trang"))
    holdings = holdings_of(seller_id, month)
    context = {
        "month": month,
        "months": months_of(seller_id),
        "holdings": holdings,
        "total": total([holding.goods for holding in holdings]),
        "purse": purse_of(seller_id, now),
        "page": page,
        "sales": shown_sales(page.object_list),
    }
    return show(request, "money", context)


def _asked_month(request: HttpRequest) -> date | None:
    asked = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", request.GET.get("thang", ""))
    return date(int(asked[1]), int(asked[2]), 1) if asked else None
