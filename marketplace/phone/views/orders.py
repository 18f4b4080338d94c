"""Orders: taken on, packed, handed over, delivered, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.phone.commands import Answer, run_once
from marketplace.phone.forms import HandOverForm, RefusalForm
from marketplace.phone.reading.home import feed_of
from marketplace.phone.reading.orders import TABS, ShownPart, counts_by_tab, shown_parts
from marketplace.phone.reading.steps import steps_of
from marketplace.phone.stall import holder_of, part_or_404, requires_stall, sent, show, stall_of
from marketplace.phone.words import done_words, late_words
from orders.claims.selectors import claims_of_part
from orders.delivery.carriers import SELF
from orders.errors import WrongState
from orders.models import SellerOrder
from orders.services import (
    accept_seller_order,
    confirm_receipt,
    hand_over_cash,
    hand_over_seller_order,
    pack_seller_order,
    refuse_seller_order,
)
from sellers.services import mark_sold_out

PAGE = 20
State = SellerOrder.State

#: Where a button may lead back to.
BACK = ("home", "orders")


@require_GET
@requires_stall
def orders(request: HttpRequest) -> HttpResponse:
    """The list of orders under its three tabs."""
    return show(request, "orders", _list(request))


@require_GET
@requires_stall
def orders_live(request: HttpRequest) -> HttpResponse:
    """The list alone, for a page that keeps itself fresh."""
    return show(request, "parts/orders_live", _list(request))


def _list(request: HttpRequest) -> dict[str, object]:
    seller = stall_of(request)
    feed = feed_of(seller.pk)
    tab = request.GET.get("xem", "")
    tab = tab if tab in TABS else "moi"
    limit = PAGE * _pages(request)
    parts = shown_parts(seller.pk, tab, limit + 1)
    more = limit // PAGE + 1 if len(parts) > limit else 0
    counts = counts_by_tab(seller.pk)
    return {"feed": feed, "tab": tab, "parts": parts[:limit], "more": more, "counts": counts}


def _pages(request: HttpRequest) -> int:
    asked = request.GET.get("trang", "1")
    return min(50, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1


@require_GET
@requires_stall
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order: its goods, its buyer once it was taken on, the one next step."""
    shown = part_or_404(request, pk)
    context = {
        "shown": shown,
        "steps": steps_of(shown),
        "claims": claims_of_part(pk),
        "handing_over": HandOverForm(carriers=shown.carriers),
    }
    return show(request, "order", context)


@require_POST
@requires_stall
def order_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the next step with an order. A step that no longer fits is explained, not failed."""
    command, back = request.POST.get("command", ""), request.POST.get("back", "")
    if command not in COMMANDS:
        raise Http404
    part_or_404(request, pk)
    try:
        _act(request, pk, command)
        messages.success(request, done_words(command))
    except WrongState as late:
        messages.warning(request, late_words(late.data["state"]))
    except MarketError as refused:
        messages.warning(request, message_for(refused))
    return redirect(f"phone:{back}") if back in BACK else redirect("phone:order", pk)


@transaction.atomic
def _act(request: HttpRequest, pk: int, command: str) -> None:
    typed = _typed_with(request, command)

    def work() -> Answer:
        COMMANDS[command](seller_order_id=pk, **typed)
        return {"command": command}

    # Each step is taken once in an order's life, so its name is the id of the request.
    run_once(user=holder_of(request), request_id=f"order-{pk}-{command}", body=typed, work=work)


def _typed_with(request: HttpRequest, command: str) -> dict[str, str]:
    """What a step says besides its name."""
    if command != "hand_over":
        return {}
    return {"carrier": request.POST.get("carrier") or SELF, "tracking_code": request.POST.get("tracking_code", "")[:40]}


def _take_cash(*, seller_order_id: int) -> None:
    hand_over_cash(seller_order_id=seller_order_id, to="seller")


#: Command of a button -> what it does to the order.
COMMANDS: dict[str, Callable[..., object]] = {
    "accept": accept_seller_order,
    "pack": pack_seller_order,
    "hand_over": hand_over_seller_order,
    "deliver": confirm_receipt,
    "cash": _take_cash,
}


@require_http_methods(["GET", "POST"])
@requires_stall
def order_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an order cannot be delivered, and why."""
    shown = part_or_404(request, pk)
    goods = {one.line.product_id: one.line.title for one in shown.lines if one.line.product_id}
    form = RefusalForm(sent(request), goods=goods)
    if request.method == "POST" and form.is_valid():
        try:
            _refuse(request, shown, form)
            messages.success(request, _("Đã báo khách là không giao được."))
        except WrongState as late:
            messages.warning(request, late_words(late.data["state"]))
        return redirect("phone:order", pk)
    return show(request, "order_refuse", {"shown": shown, "form": form}, status=422 if form.errors else 200)


def _refuse(request: HttpRequest, shown: ShownPart, form: RefusalForm) -> None:
    pk = shown.part.pk

    def work() -> Answer:
        refuse_seller_order(seller_order_id=pk, reason=form.sentence())
        for product_id in form.gone_products():
            mark_sold_out(product_id=product_id)
        return {"state": State.REFUSED}

    run_once(user=holder_of(request), request_id=f"order-{pk}-refuse", body={}, work=work)
