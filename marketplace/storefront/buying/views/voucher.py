"""A code at the basket: used, or taken out again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from base.errors import MarketError
from marketplace.access.answers import message_for, status_for
from marketplace.storefront.buying.baskets import find_basket, remember
from marketplace.storefront.buying.contents import goods_of, read_contents
from marketplace.storefront.buying.lines import count_lines
from marketplace.storefront.buying.views.basket import show_basket
from marketplace.storefront.buying.vouchers import CodeBox, typed_code, use_code


@require_POST
def voucher(request: HttpRequest) -> HttpResponse:
    """`/gio-hang/ma/`: the page comes back with the code, or with what is wrong with it."""
    held, typed = find_basket(request), typed_code(request)
    if held is None:
        return redirect("storefront:basket")
    if request.POST.get("act") == "voucher_off":
        held.vouchers.clear()
        messages.success(request, _("Đã bỏ mã giảm giá."))
    elif not typed:
        return show_basket(request, status=422, box=CodeBox(wrong=_("Ghi mã vào ô này rồi bấm “Dùng mã”.")))
    else:
        try:
            use_code(request, basket=held, typed=typed, goods=goods_of(held))
        except MarketError as error:
            return show_basket(request, status=status_for(error), box=CodeBox(typed, message_for(error)))
        messages.success(request, _("Đã dùng mã: bớt %(amount)s.") % {"amount": read_contents(held).discount})
    return remember(request, redirect("storefront:basket"), held, count_lines(held))
