"""An operator plans fairs: when, where, and which goods go there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base.money import Dong
from catalogue.folding import slugify_vietnamese
from catalogue.models import Product
from catalogue.photo_names import photo_url
from marketplace.access.guards import requires_role
from marketplace.audit.requests import who
from marketplace.audit.services import carry_out
from marketplace.kiosks import services
from marketplace.kiosks.forms import FairForm
from marketplace.kiosks.models import Fair
from marketplace.kiosks.selectors.fairs import devices_of, fairs_with_counts, is_running
from people.models import OPERATOR
from sellers.models import Partner, StockRecord

ROWS_ON_A_PAGE = 25
operators_only = requires_role(OPERATOR)


@operators_only
def fairs(request: HttpRequest) -> HttpResponse:
    """All fairs, newest first."""
    page = Paginator(fairs_with_counts(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "fairs": [(one, is_running(one)) for one in page.object_list]}
    return render(request, "kiosks/desk/fairs.html", context)


@operators_only
def fair(request: HttpRequest, fair_id: int) -> HttpResponse:
    """One fair: its days, its goods, its devices."""
    at = get_object_or_404(fairs_with_counts(), pk=fair_id)
    return render(
        request, "kiosks/desk/fair.html", {"fair": at, "running": is_running(at), "devices": devices_of(at)[:100]}
    )


@operators_only
def open_fair(request: HttpRequest) -> HttpResponse:
    """A new fair."""
    form = FairForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        opened = carry_out(
            who=who(request),
            action="fair_opened",
            target="fair:",
            command=lambda: services.open_fair(fair=form.fair()),
        )
        messages.success(request, _("Đã lập “%(name)s”. Giờ chọn hàng mang tới hội chợ.") % {"name": opened.name})
        return redirect("fairs:goods", fair_id=opened.pk)
    return render(request, "kiosks/desk/fair_form.html", {"form": form}, status=422 if form.errors else 200)


@operators_only
def change_fair(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Another name, place or other days."""
    at = get_object_or_404(Fair, pk=fair_id)
    form = FairForm(request.POST if request.method == "POST" else None, initial=vars(at))
    if request.method == "POST" and form.is_valid():
        carry_out(
            who=who(request),
            action="fair_changed",
            target=f"fair:{at.pk}",
            command=lambda: services.change_fair(fair_id=at.pk, fair=form.fair()),
            starts_on=str(form.cleaned_data["starts_on"]),
            ends_on=str(form.cleaned_data["ends_on"]),
        )
        messages.success(request, _("Đã sửa. Các máy ở hội chợ tự tải lại."))
        return redirect("fairs:fair", fair_id=at.pk)
    context = {"form": form, "fair": at}
    return render(request, "kiosks/desk/fair_form.html", context, status=422 if form.errors else 200)


@operators_only
def goods(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Tick what goes to the fair: `?q=` a name or a stall, `?chon=1` only what was chosen."""
    at = get_object_or_404(Fair, pk=fair_id)
    if request.method == "POST":
        return _choose(request, at)
    query, chosen_only = request.GET.get("q", "").strip()[:80], "chon" in request.GET
    page = Paginator(_candidates(at, query, chosen_only), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = set(
        at.products.filter(pk__in=[row["product_id"] for row in page.object_list]).values_list("pk", flat=True)
    )
    context = {
        "fair": at,
        "page": page,
        "rows": [_row(row, chosen) for row in page.object_list],
        "query": query,
        "chosen_only": chosen_only,
        "chosen_count": at.products.count(),
    }
    return render(request, "kiosks/desk/goods.html", context)


def _choose(request: HttpRequest, at: Fair) -> HttpResponse:
    shown, ticked = _ids(request.POST.getlist("shown")), _ids(request.POST.getlist("ticked"))
    known = set(Product.objects.filter(pk__in=shown).values_list("pk", flat=True))
    had = set(at.products.filter(pk__in=known).values_list("pk", flat=True))
    add, remove = sorted((ticked & known) - had), sorted(had - ticked)
    if add or remove:
        carry_out(
            who=who(request),
            action="fair_goods_chosen",
            target=f"fair:{at.pk}",
            command=lambda: services.choose_goods(fair_id=at.pk, add=add, remove=remove),
            added=add,
            removed=remove,
        )
    said = {"added": len(add), "removed": len(remove)}
    messages.success(request, _("Đã lưu: thêm %(added)s món, bớt %(removed)s món.") % said)
    return redirect(f"{request.path}?{request.GET.urlencode()}")


def _candidates(at: Fair, query: str, chosen_only: bool) -> Any:
    stocks = StockRecord.objects.filter(partner__state=Partner.State.APPROVED)
    stocks = stocks.filter(product__fairs=at) if chosen_only else stocks.filter(product__listing=Product.Listing.LIVE)
    if query:
        # Slugs are folded, so a name is found without its accents.
        words = slugify_vietnamese(query)
        stocks = stocks.filter(product__slug__contains=words) | stocks.filter(partner__code__contains=words)
    columns = ("product_id", "product__title", "product__unit", "partner__name", "price", "num_in_stock")
    return stocks.order_by("partner__name", "product__title", "pk").values(
        *columns, "num_allocated", "product__images__original"
    )


def _row(row: dict[str, Any], chosen: set[int]) -> dict[str, Any]:
    return {
        "id": row["product_id"],
        "title": row["product__title"],
        "unit": row["product__unit"],
        "seller": row["partner__name"],
        "price": Dong(int(row["price"])),
        "available": max(row["num_in_stock"] - row["num_allocated"], 0),
        "image": photo_url(row["product__images__original"] or ""),
        "chosen": row["product_id"] in chosen,
    }


def _ids(values: list[str]) -> set[int]:
    return {int(value) for value in values if value.isdecimal() and value.isascii() and len(value) < 19}
