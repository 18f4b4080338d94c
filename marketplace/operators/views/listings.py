"""Listings: the queue with its photos, and one listing with everything that decides about it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base import clock
from catalogue.models import Product
from marketplace.operators.forms import LISTING_REASONS, ReasonForm
from marketplace.operators.selectors.sellers import find_listings, listing_counts, next_waiting
from marketplace.operators.shown import ShownListing
from marketplace.operators.views.desk import command, operators_only
from sellers.models import StockRecord
from sellers.selectors import movements_of, unexplained_stock
from sellers.services import approve_product, refuse_product

#: Photos are shown large, so few stand on a page.
LISTINGS_ON_A_PAGE = 12
MOVEMENTS_SHOWN = 20
STATES = (Product.Listing.SUBMITTED, Product.Listing.LIVE, Product.Listing.PAUSED, Product.Listing.REFUSED)


@operators_only
def listings(request: HttpRequest) -> HttpResponse:
    """The queue; `?tinh-trang=live` for others, `?q=` by name or stall, `?sap=12` of one stall."""
    asked, text = request.GET.get("tinh-trang", ""), request.GET.get("q", "").strip()[:80]
    state = asked if asked in STATES else Product.Listing.SUBMITTED.value
    sap = request.GET.get("sap", "")
    seller_id = int(sap) if sap.isascii() and sap.isdecimal() and len(sap) < 19 else None
    found = find_listings(state=state, text=text, seller_id=seller_id)
    page = Paginator(found, LISTINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    counts = listing_counts()
    context = {
        "page": page,
        "shown": [ShownListing(stock) for stock in page.object_list],
        "tabs": [(one.value, one.label, counts.get(one.value, 0)) for one in STATES],
        "state": state,
        "query": text,
        "seller_id": seller_id,
    }
    return render(request, "operators/listings.html", context)


@operators_only
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """One listing as its producer wrote it."""
    return _show(request, _stock(pk), ReasonForm(LISTING_REASONS))


@require_POST
@operators_only
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it on the market and show the next one that waits."""
    title = _stock(pk).product.title
    command(
        request,
        action="product_approved",
        target=f"product:{pk}",
        run=lambda: approve_product(product_id=pk, operator=request.user),  # type: ignore[arg-type]
        said=_("Đã duyệt “%(title)s”. Sạp được báo ngay.") % {"title": title},
    )
    return _next(pk)


@require_POST
@operators_only
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back with a reason and show the next one that waits."""
    stock = _stock(pk)
    form = ReasonForm(LISTING_REASONS, request.POST)
    if not form.is_valid():
        return _show(request, stock, form, status=422)
    reason = form.words()
    command(
        request,
        action="product_refused",
        target=f"product:{pk}",
        run=lambda: refuse_product(product_id=pk, operator=request.user, reason=reason),  # type: ignore[arg-type]
        said=_("Đã trả lại “%(title)s” kèm lý do.") % {"title": stock.product.title},
        reason=reason,
    )
    return _next(pk)


def _stock(pk: int) -> StockRecord:
    stocks = StockRecord.objects.select_related("product__main_category", "partner")
    return get_object_or_404(stocks.prefetch_related("product__images"), product_id=pk)


def _show(request: HttpRequest, stock: StockRecord, form: ReasonForm, status: int = 200) -> HttpResponse:
    state = stock.product.listing
    context = {
        "shown": ShownListing(stock),
        "form": form,
        "waits": state == Product.Listing.SUBMITTED,
        "can_refuse": state in (Product.Listing.SUBMITTED, Product.Listing.LIVE),
        "today": clock.market_day(clock.now()),
        "movements": movements_of(stock.pk)[:MOVEMENTS_SHOWN],
        "unexplained": unexplained_stock().filter(pk=stock.pk).exists(),
    }
    return render(request, "operators/listing.html", context, status=status)


def _next(decided: int) -> HttpResponse:
    following = next_waiting(after=decided)
    return redirect("operators:listing", pk=following) if following else redirect("operators:listings")
