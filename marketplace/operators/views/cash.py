"""Cash on delivery that carriers hold: whose, since when, and that it came in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.money import total
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from orders.delivery.carriers import CARRIERS
from orders.delivery.models import CodCollection
from orders.delivery.selectors import cash_by_holder, held_collections
from orders.services import hand_over_cash
from places.register import communes


@operators_only
def cash(request: HttpRequest) -> HttpResponse:
    """By carrier and commune, then part by part, the longest held first."""
    holders = cash_by_holder()
    page = Paginator(held_collections(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "holders": [(held, communes().get(held.commune_code)) for held in holders],
        "total": total([held.amount for held in holders]),
        "page": page,
        "rows": [(row, CARRIERS[row.carrier].name) for row in page.object_list],
    }
    return render(request, "operators/cash.html", context)


@require_POST
@operators_only
def handed_over(request: HttpRequest, part_id: int) -> HttpResponse:
    """The carrier gave the cash of one part to the market."""
    held = get_object_or_404(CodCollection.objects.select_related("seller_order__order"), seller_order_id=part_id)
    number = held.seller_order.order.number
    command(
        request,
        action="cod_cash_handed_over",
        target=f"order:{number}",
        run=lambda: hand_over_cash(seller_order_id=part_id, to="market"),
        said=_("Đã ghi: chợ đã nhận tiền của đơn %(number)s.") % {"number": number},
        amount_vnd=held.amount_vnd,
    )
    return redirect("operators:cash")
