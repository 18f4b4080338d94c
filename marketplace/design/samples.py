"""What the style page shows its components with. Invented; nothing here is a real person, order or price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django import forms

from marketplace.design.fields import DongField

COLOURS = [
    *[(name, "ink") for name in ("bg", "surface", "sunken")],
    *[(name, f"on-{name}") for name in ("leaf", "honey", "brick", "river", "danger", "mast")],
    *[(f"{name}-soft", f"{name}-text") for name in ("leaf", "honey", "brick", "river", "danger")],
    *[(f"plate-{n}", "ink") for n in (1, 2, 3, 4)],
    *[(f"m{n}", "on-m-lo" if n < 4 else "on-m-hi") for n in (1, 2, 3, 4, 5)],
]
SHELVES = ("Hải sản khô", "Mắm và nước mắm", "Mật ong", "Bánh và ăn vặt", "Gạo và nông sản", "Thủ công mỹ nghệ")
_ART = Path(__file__).resolve().parent / "static" / "design" / "art"
DRAWINGS = sorted(drawing.stem for drawing in _ART.glob("*.svg") if not drawing.stem.startswith(("logo", "canh")))

TYPED = {
    "title": "Khô cá khoai",
    "price": "34",
    "commune": "cai-doi-vam",
    "delivery": "thuong",
    "in_stock": "on",
    "days": ["thu-2"],
    "story": "Phơi ba nắng, không phẩm màu.",
}
STEPS = [
    {"state": "done", "title": "Sạp nhận đơn", "at": datetime(2026, 11, 24, 1, 31, tzinfo=UTC)},
    {"state": "done", "title": "Đã gói, dán mã TK-3224-1107", "at": datetime(2026, 11, 24, 3, 5, tzinfo=UTC)},
    {"state": "now", "title": "Đang trên đường", "detail": "Vận đơn VTP 8812 4407 · dự kiến tới 27 – 29/11"},
    {"state": "stop", "title": "Giao không được", "detail": "Khách không nghe máy, giao lại ngày mai"},
    {"state": "todo", "title": "Giao tới bạn"},
]


class SampleForm(forms.Form):
    """One field of every kind, some of them wrong."""

    title = forms.CharField(label="Tên món", help_text="Như bạn vẫn gọi ngoài chợ")
    price = DongField(label="Giá một kg", low=1000)
    phone = forms.CharField(
        label="Số điện thoại", error_messages={"required": "Ghi số để chợ báo đơn, ví dụ 0912 345 678."}
    )
    commune = forms.ChoiceField(label="Xã, phường", choices=[("cai-doi-vam", "Cái Đôi Vàm"), ("dat-mui", "Đất Mũi")])
    code = forms.CharField(label="Mã sạp", initial="S-0412", disabled=True, required=False)
    delivery = forms.ChoiceField(
        label="Giao cách nào?",
        choices=[("thuong", "Giao thường"), ("sap", "Hẹn lấy tại sạp")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Bán ngày nào?",
        choices=[("thu-2", "Thứ Hai"), ("thu-3", "Thứ Ba")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(label="Kể về món này", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    in_stock = forms.BooleanField(label="Còn hàng", required=False)


def goods(picture: Callable[[str], str]) -> list[dict[str, Any]]:
    """Cards in all states; `picture` turns the path of a static file into its address."""
    rows: list[tuple[str, int, str, str, str, int | None, bool, str]] = [
        ("Tôm khô Rạch Gốc loại 1", 780_000, "túi 500 g", "Sạp Út Hiền", "Phan Ngọc Hiển", 4, True, "tom-kho"),
        ("Mật ong rừng U Minh Hạ", 350_000, "chai 500 ml", "Tổ gác kèo ong", "Nguyễn Phích", 4, True, "mat-ong"),
        ("Cua gạch Năm Căn", 690_000, "kg", "Năm Căn Xanh", "Năm Căn", 5, True, "cua"),
        ("Khăn rằn dệt tay", 95_000, "chiếc", "Nhóm dệt Hưng Hội", "Hưng Hội", None, True, "khan-ran"),
        ("Cá cơm sấy giòn rim mè, ít cay cho trẻ nhỏ", 65_000, "hộp 150 g", "Hộ Bé Ba", "Sông Đốc", 3, True, "ca-com"),
        ("Khô cá kèo", 390_000, "kg", "Sạp Tư Nhỏ", "Gành Hào", 3, False, "ca-kho"),
        ("Dưa bồn bồn Cái Nước", 65_000, "hũ 1 kg", "Sạp Chín Mận", "Cái Nước", 3, True, ""),
    ]
    return [
        {
            "title": title,
            "url": "#",
            "price_vnd": price,
            "unit": unit,
            "seller_name": seller,
            "commune_name": commune,
            "ocop_star": star,
            "in_stock": in_stock,
            "image_url": picture(f"design/art/{drawing}.svg") if drawing else "",
            "product_id": number,
            "add_url": "#",
        }
        for number, (title, price, unit, seller, commune, star, in_stock, drawing) in enumerate(rows)
    ]
