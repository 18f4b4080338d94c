"""Taking the money, and the receipt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from base.errors import InvalidInput, MarketError, NotFound, RequestIdReused
from base.money import Dong
from marketplace.access.answers import message_for, status_for
from marketplace.kiosks.cart import COOKIE, Cart
from marketplace.kiosks.forms import PayForm
from marketplace.kiosks.gate import requires_device
from marketplace.kiosks.models import KioskDevice
from marketplace.kiosks.selectors.fairs import is_running
from marketplace.kiosks.selectors.goods import goods_of_fair
from marketplace.kiosks.selectors.receipts import receipt_of
from marketplace.kiosks.selectors.takings import receipt as receipt_sale
from marketplace.kiosks.services import sell_for_cash
from marketplace.kiosks.views.selling import keep_cart, pictured
from orders.selectors import order_of_request

#: Banknotes that people put down, in đồng.
NOTES = (50_000, 100_000, 200_000, 500_000)


@dataclass
class Trouble:
    """What to say when a sale did not happen; `sold` is the number of the sale that this form had become before."""

    message: str
    status: int
    field: str = ""
    sold: str = ""


@requires_device
def pay(request: HttpRequest, device: KioskDevice) -> HttpResponse:
    """The cart, what it costs and what the buyer gives; confirmed it is a sale, and the receipt is next."""
    if request.method != "POST":
        return _show(request, device, request.COOKIES.get(COOKIE, ""), PayForm())
    form = PayForm(request.POST)
    cart_text = str(request.POST.get("cart", ""))
    if not form.is_valid() or "confirm" not in request.POST:
        return _show(request, device, cart_text, form)
    try:
        return _sold(device, cart_text, form)
    except RequestIdReused as error:
        before = order_of_request(device.order_request_id(form.cleaned_data["request_id"]))
        sold = before.number if before else ""
        return _show(request, device, cart_text, form, Trouble(message_for(error), status_for(error), sold=sold))
    except MarketError as error:
        field = "cash_given" if error.code == "cash_too_little" else ""
        return _show(request, device, cart_text, form, Trouble(message_for(error), status_for(error), field))


@requires_device
def receipt(request: HttpRequest, number: str, device: KioskDevice) -> HttpResponse:
    """The receipt of a sale of this device's fair."""
    try:
        shown = receipt_of(receipt_sale(number, fair_id=device.fair_id))
    except NotFound:
        raise Http404 from None
    code = segno.make(shown.url, error="m", micro=False)
    square = SafeString(code.svg_inline(border=2, omitsize=True, dark="#14261f", light="#fff"))
    return render(
        request, "kiosks/receipt.html", {"device": device, "fair": device.fair, "receipt": shown, "qr": square}
    )


def _sold(device: KioskDevice, cart_text: str, form: PayForm) -> HttpResponse:
    given = form.cleaned_data
    if not given["request_id"]:
        raise InvalidInput({"request_id": "required"})
    # From the form and not from the cookie: pressing twice sends the same cart, though the cookie is gone by then.
    cart = Cart.of(cart_text, goods_of_fair(device.fair, on_sale=False))
    shown = given["shown_total"]
    sale = sell_for_cash(
        device=device,
        request_id=given["request_id"],
        lines=cart.wanted(),
        cash_given=given["cash_given"],
        shown_total=None if shown is None else Dong(shown),
    )
    response = redirect("kiosks:receipt", number=sale.order.number)
    keep_cart(response, {})
    return response


def _show(
    request: HttpRequest, device: KioskDevice, cart_text: str, form: PayForm, trouble: Trouble | None = None
) -> HttpResponse:
    cart = Cart.of(cart_text, goods_of_fair(device.fair))
    if not cart.lines or not is_running(device.fair):
        return redirect("kiosks:sell")
    if trouble and trouble.field:
        form.add_error(trouble.field, trouble.message)
    given = _given(form, request, cart)
    # An id that is a sale already sells nothing more: what is shown now would be a sale of its own.
    request_id = "" if trouble and trouble.sold else form.data.get("request_id")
    context = {
        "device": device,
        "fair": device.fair,
        "cart": cart,
        "lines": pictured(cart),
        "form": form,
        "trouble": trouble,
        "given": given,
        "typed": given or form["cash_given"].value(),
        "change": given - cart.total if given and given >= cart.total else None,
        "request_id": request_id or uuid.uuid4(),
        "notes": NOTES,
    }
    return render(request, "kiosks/pay.html", context, status=trouble.status if trouble else 200)


def _given(form: PayForm, request: HttpRequest, cart: Cart) -> Dong | None:
    """What lies on the table after a banknote button; the buttons work without JavaScript too."""
    if not form.is_bound or "cash_given" in form.errors:
        return None
    typed: Dong | None = form.cleaned_data.get("cash_given")
    if "exact" in request.POST:
        return cart.total
    if "erase" in request.POST:
        return None
    note = request.POST.get("note", "")
    if note in {str(each) for each in NOTES}:
        return (typed or Dong(0)) + Dong(int(note))
    return typed
