"""The living style page: every component in all its states, made by the real tags."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _

from marketplace.design import samples
from marketplace.design.icons import SHAPES

#: What ?mau= may ask for -> the value of data-theme on <html>.
THEMES = {"sang": "light", "toi": "dark"}


def style_page(request: HttpRequest) -> HttpResponse:
    """Everything on one page; `?mau=toi` and `?mau=sang` force a scheme, else the system's wish holds."""
    context = {
        "theme": THEMES.get(request.GET.get("mau", "")),
        "sections": _sections(),
        "colours": samples.COLOURS,
        "form": samples.SampleForm(samples.TYPED),
        "goods": samples.goods(static),
        "steps": samples.STEPS,
        "drawings": samples.DRAWINGS,
        "icons": sorted(SHAPES),
        "basket_count": 4,
        "open_orders_count": 2,
        "shelf_categories": [(name, "#") for name in samples.SHELVES],
    }
    return render(request, "design/style/page.html", context)


def _sections() -> list[tuple[str, str]]:
    titles = {
        "colours": _("Màu"),
        "type": _("Chữ"),
        "buttons": _("Nút"),
        "fields": _("Ô nhập"),
        "states": _("Nhãn và trạng thái"),
        "notes": _("Báo tin"),
        "goods": _("Thẻ hàng, khung chờ, chỗ trống"),
        "order": _("Dòng đời đơn hàng, hộp hỏi"),
        "table": _("Bảng, phân trang, đường dẫn"),
        "phone": _("Trên điện thoại người bán"),
        "kiosk": _("Tại quầy hội chợ"),
        "office": _("Trên bàn cán bộ"),
        "art": _("Hình vẽ hàng"),
        "icons": _("Biểu tượng"),
    }
    return [(f"design/style/{name}.html", title) for name, title in titles.items()]
