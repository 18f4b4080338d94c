"""Claims: the queue by deadline, one claim with both sides and its pictures, the decision."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from base.money import Dong
from marketplace.operators.deciding import ClaimForm, ShownClaim
from marketplace.operators.views.desk import ROWS_ON_A_PAGE, command, operators_only
from orders.claims.selectors import decided_claims, open_claims, whole_claims
from orders.services import grant_claim, reject_claim


@operators_only
def claims(request: HttpRequest) -> HttpResponse:
    """Undecided ones, what is due first in front; `?xem=xong` for the others."""
    over = request.GET.get("xem") == "xong"
    page = Paginator(decided_claims() if over else open_claims(), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shown": [ShownClaim(claim) for claim in page.object_list], "over": over}
    return render(request, "operators/claims.html", context)


@operators_only
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides of one claim; a POST decides it."""
    shown = ShownClaim(get_object_or_404(whole_claims(), pk=pk))
    form = ClaimForm(request.POST if request.method == "POST" else None, most=shown.most)
    if request.method != "POST" or not shown.open or not form.is_valid():
        context = {"shown": shown, "form": form}
        return render(request, "operators/claim.html", context, status=422 if form.errors else 200)
    if form.cleaned_data["decision"] == "grant":
        _grant(request, shown, form)
    else:
        _reject(request, shown, form)
    return redirect("operators:claim", pk=pk)


def _grant(request: HttpRequest, shown: ShownClaim, form: ClaimForm) -> None:
    amount: Dong = form.cleaned_data["amount"]
    command(
        request,
        action="claim_granted",
        target=f"order:{shown.order.number}",
        run=lambda: grant_claim(
            claim_id=shown.claim.pk,
            amount=amount,
            with_delivery_fee=form.cleaned_data["with_delivery_fee"],
            words=form.cleaned_data["words"],
            operator=request.user,  # type: ignore[arg-type]
        ),
        said=_("Đã quyết định hoàn tiền. Khách và sạp được báo."),
        claim=shown.claim.pk,
        amount_vnd=amount.amount,
    )


def _reject(request: HttpRequest, shown: ShownClaim, form: ClaimForm) -> None:
    command(
        request,
        action="claim_rejected",
        target=f"order:{shown.order.number}",
        run=lambda: reject_claim(
            claim_id=shown.claim.pk,
            words=form.cleaned_data["words"],
            operator=request.user,  # type: ignore[arg-type]
        ),
        said=_("Đã ghi quyết định. Khách và sạp được báo."),
        claim=shown.claim.pk,
    )
