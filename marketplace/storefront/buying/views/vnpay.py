"""Where VNPAY sends the buyer back to, and where its server calls us."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from base import clock
from marketplace.access.guards import client_ip
from marketplace.storefront.buying.order_page import show_order
from marketplace.storefront.buying.pages import private_page
from marketplace.storefront.buying.payment_state import PaymentState
from orders.selectors import link_of
from payments.providers.vnpay.codes import explain
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.ipn import BadNotice, Notice, read_notice, reply
from payments.selectors import attempt_of
from payments.services import answer_vnpay_notice, note_unreadable_notice


@require_GET
def vnpay_return(request: HttpRequest) -> HttpResponse:
    """Shows what VNPAY's signed address says beside what our own books say, and changes neither."""
    try:
        notice = read_notice(request.GET, VnpayConfig.from_settings())
    except BadNotice:
        return private_page(request, "return_unread.html", {}, status=400)
    attempt = attempt_of(notice.txn_ref)
    link = link_of(attempt.order_number) if attempt else None
    if link is None:
        return private_page(request, "return_unread.html", {}, status=404)
    number, token = link
    shown = show_order(number=number, token=token, now=clock.now())
    just_paid = notice.outcome.state == "captured"
    return private_page(
        request, "order.html", {"shown": shown, "just_paid": just_paid, "told": _told(notice, shown.payment)}
    )


# VNPAY's server has no cookie of ours; its signature is checked instead.
@csrf_exempt
def vnpay_ipn(request: HttpRequest) -> HttpResponse:
    """`/thanh-toan/vnpay/ipn`: always 200 and a code that VNPAY understands."""
    try:
        query = request.POST if request.method == "POST" else request.GET
        code = answer_vnpay_notice(query=query, remote_ip=client_ip(request))
    except (SuspiciousOperation, UnreadablePostError):
        # More fields or bytes than any notice has.
        code = note_unreadable_notice(raw=request.META.get("QUERY_STRING", ""), remote_ip=client_ip(request))
    return JsonResponse(reply(code))


def _told(notice: Notice, payment: PaymentState) -> str:
    """VNPAY's words while our own books have nothing to say yet; never that money came."""
    if notice.outcome.state == "captured" or not payment.tried:
        return ""
    return explain(notice.response_code, notice.transaction_status)
