"""The seller's goods: what is on sale, what waits, and the few things one does with them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.phone.commands import Answer, run_once
from marketplace.phone.forms import SafetyForm, StockForm
from marketplace.phone.reading.goods import ShownGoods, counts_of, goods_of
from marketplace.phone.sending import body_of
from marketplace.phone.stall import goods_or_404, holder_of, requires_stall, show, stall_of
from sellers.services import count_stock, mark_sold_out, pause_product, resume_product, set_safety_stock

PAGE = 20
#: Command of a button -> what it does to the listing.
COMMANDS: dict[str, Callable[..., None]] = {
    "pause": pause_product,
    "resume": resume_product,
    "sold_out": mark_sold_out,
}
#: What was just done (`?vua=`), in words.
JUST_DONE = {
    "dang": gettext_noop("Đã gửi, chờ chợ duyệt"),
    "sua": gettext_noop("Đã lưu thay đổi"),
    "resume": gettext_noop("Món này đã bán lại"),
    "sold_out": gettext_noop("Đã đặt về hết hàng"),
    "count": gettext_noop("Đã ghi số lượng mới"),
    "keep": gettext_noop("Đã ghi số giữ lại"),
}


@require_GET
@requires_stall
def listings(request: HttpRequest) -> HttpResponse:
    """All goods of the stall, what needs the producer first."""
    seller = stall_of(request)
    page = Paginator(goods_of(seller.pk), PAGE).get_page(request.GET.get("trang"))
    goods = [ShownGoods(stock) for stock in page.object_list]
    return show(request, "listings", {"page": page, "goods": goods, "counts": counts_of(seller.pk)})


@require_GET
@requires_stall
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """One listing: how it stands, and what can be done."""
    goods = goods_or_404(request, pk)
    return _page(request, goods, _counted(goods))


@require_POST
@requires_stall
def listing_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume, sold out, or a new number of units."""
    goods = goods_or_404(request, pk)
    command = request.POST.get("command", "")
    if command not in (*COMMANDS, "count", "keep"):
        raise Http404
    form, keeping = StockForm(request.POST), SafetyForm(request.POST)
    if command == "count" and not form.is_valid():
        return _page(request, goods, form, status=422)
    if command == "keep" and not keeping.is_valid():
        return _page(request, goods, _counted(goods), keeping, status=422)

    def work() -> Answer:
        if command == "count":
            count_stock(stock_id=goods.stock.pk, available=form.cleaned_data["quantity"])
        elif command == "keep":
            set_safety_stock(stock_id=goods.stock.pk, units=keeping.cleaned_data["units"])
        else:
            COMMANDS[command](product_id=pk)
        return {"listing": pk}

    try:
        run_once(
            user=holder_of(request), request_id=request.POST.get("request_id", ""), body=body_of(request), work=work
        )
    except MarketError as refused:
        messages.warning(request, message_for(refused))
        return redirect("phone:listing", pk)
    return redirect(reverse("phone:listing", args=[pk]) + f"?vua={command}")


def _counted(goods: ShownGoods) -> StockForm:
    return StockForm(initial={"quantity": goods.left})


def _page(
    request: HttpRequest, goods: ShownGoods, form: StockForm, keeping: SafetyForm | None = None, *, status: int = 200
) -> HttpResponse:
    done = request.GET.get("vua", "")
    context = {
        "goods": goods,
        "form": form,
        "keeping": keeping or SafetyForm(initial={"units": goods.stock.safety_stock}),
        "done": done,
        "done_words": _(JUST_DONE[done]) if done in JUST_DONE else "",
        "request_id": uuid.uuid4(),
    }
    return show(request, "listing", context, status=status)
