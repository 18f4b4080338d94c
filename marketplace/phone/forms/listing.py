"""What a producer says of goods."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.guessing import guess_category
from catalogue.models import LONGEST_TITLE, Category
from catalogue.selectors import top_categories
from marketplace.phone.fields import LineField, PriceField, QuantityField, TextField
from sellers.services.listings import ListingInput

#: What most goods of the province are sold by.
USUAL_UNITS = ("kg", "túi 500 g", "hũ 500 g", "chai 500 ml", "cái", "bộ")
USUAL_COUNTS = (10, 20, 40, 100)
SHORTEST_TITLE = 3


class ListingForm(forms.Form):
    """Photo, name, stall of the market, price, unit, quantity."""

    # Its file, or the token of one that was sent ahead, is read by marketplace.phone.uploads; this carries its error.
    photo = forms.Field(label=_("Ảnh món hàng"), required=False)
    title = LineField(
        label=_("Tên món"),
        max_length=LONGEST_TITLE,
        min_length=SHORTEST_TITLE,
        help_text=_("Như bạn vẫn gọi ngoài chợ."),
        example=_("Tôm khô Rạch Gốc loại 1"),
        error_messages={
            "required": _("Ghi tên món, ví dụ: Tôm khô Rạch Gốc loại 1."),
            "min_length": _("Tên ngắn quá. Ghi rõ hơn, ví dụ: Tôm khô loại 1."),
        },
    )
    category = forms.ChoiceField(label=_("Bày ở gian nào?"), required=False)
    unit = LineField(
        label=_("Bán theo"),
        max_length=40,
        initial="kg",
        example=_("túi 500 g"),
        error_messages={"required": _("Ghi cách bán, ví dụ: kg, túi 500 g, cái.")},
    )
    price = PriceField(label=_("Giá bán"))
    quantity = QuantityField(label=_("Số lượng"), low=1)
    description = TextField(
        label=_("Kể về món này"),
        max_length=2000,
        required=False,
        help_text=_("Làm ra sao, ngon chỗ nào, giữ được bao lâu."),
    )
    ingredients = LineField(
        label=_("Thành phần"),
        max_length=300,
        required=False,
        example=_("Tôm đất, muối"),
        help_text=_("Ví dụ: tôm đất, muối."),
    )
    storage = LineField(
        label=_("Cách giữ"),
        max_length=200,
        required=False,
        example=_("Để ngăn mát, dùng trong 3 tháng"),
        help_text=_("Ví dụ: để ngăn mát, dùng trong 3 tháng."),
    )

    def __init__(self, *args: Any, counted: bool = True, **kwargs: Any) -> None:
        """Without `counted` the quantity is not asked: open orders change it while one types."""
        super().__init__(*args, **kwargs)
        self.categories = {category.slug: category for category in top_categories()}
        field = cast(forms.ChoiceField, self.fields["category"])
        names = [(slug, _(category.name)) for slug, category in self.categories.items()]
        field.choices = [("", _("Chợ chọn giúp theo tên món")), *names]
        field.error_messages["invalid_choice"] = _("Chọn một gian trong danh sách.")
        if not counted:
            del self.fields["quantity"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("category") and "category" not in self.errors:
            guessed = guess_category(cleaned["title"])
            if guessed not in self.categories:
                self.add_error("category", _("Chợ chưa đoán ra đây là hàng gì. Bạn chọn giúp một gian."))
            cleaned["category"] = guessed
        return cleaned

    def listing(self, quantity: int) -> ListingInput:
        """The same as the services want it."""
        typed = self.cleaned_data
        category: Category = self.categories[typed["category"]]
        return ListingInput(
            typed["title"],
            typed["price"],
            typed["unit"],
            quantity,
            category.pk,
            typed["description"],
            typed["ingredients"],
            typed["storage"],
        )
