"""Forms for rates and rules: rows are added for today or a later day, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base import clock
from catalogue.models import Category
from marketplace.design.words import market_date, number
from payments.payouts.models import PayoutRule
from payments.sales.models import CommissionRate
from payments.tax.models import TaxClassification, TaxRate

LABELS = {
    "effective_from": _("Chạy từ ngày"),
    "source": _("Căn cứ"),
    "category_slug": _("Gian hàng"),
    "product_id": _("Mã mặt hàng (để trống là cả gian)"),
    "tax_class": _("Loại khi tính thuế"),
    "basis_points": _("Phí chợ, phần vạn (500 là 5%)"),
    "vat_bp": _("Thuế giá trị gia tăng, phần vạn (100 là 1%)"),
    "pit_bp": _("Thuế thu nhập cá nhân, phần vạn (50 là 0,5%)"),
    "hold_days": _("Giữ lại bao nhiêu ngày sau khi giao"),
    "threshold_vnd": _("Ít hơn số này thì chờ đợt sau (₫)"),
    "second_operator_from_vnd": _("Từ số này phải có người thứ hai duyệt (₫)"),
}
#: The same in a word or two, above the columns; what is typed in hundredths of a percent is shown in percent.
HEADS = {
    "effective_from": _("Từ ngày"),
    "source": _("Căn cứ"),
    "category_slug": _("Gian hàng"),
    "product_id": _("Mã mặt hàng"),
    "tax_class": _("Loại"),
    "basis_points": _("Phí (%)"),
    "vat_bp": _("GTGT (%)"),
    "pit_bp": _("TNCN (%)"),
    "hold_days": _("Số ngày giữ"),
    "threshold_vnd": _("Mức chi (₫)"),
    "second_operator_from_vnd": _("Hai người từ (₫)"),
}
PERCENT = {"basis_points", "vat_bp", "pit_bp"}


class RuleForm(forms.ModelForm):
    """A row with its first day and its source."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category_slug" in self.fields:
            shelves = [("", _("Mọi gian")), *categories().items()]
            self.fields["category_slug"] = forms.ChoiceField(choices=shelves, required=False)
        for name, field in self.fields.items():
            field.label = LABELS[name]
        self.fields["effective_from"].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean_effective_from(self) -> date:
        """What holds already was used: the past is not changed."""
        day: date = self.cleaned_data["effective_from"]
        if day < clock.market_day(clock.now()):
            raise ValidationError(_("Chọn hôm nay hoặc một ngày sau. Sổ đã ghi thì không tính lại."))
        return day

    def told(self) -> dict[str, Any]:
        """What the audit log keeps of it."""
        return {name: str(value) for name, value in self.cleaned_data.items()}


@dataclass(frozen=True)
class Rule:
    """A kind of row: how it is called, its form, and the columns that the page shows."""

    title: str | Promise
    model: type[Model]
    form: type[RuleForm]
    columns: tuple[str, ...]

    def rows(self) -> list[list[str]]:
        """What holds or will hold, the newest first, in the order of the columns."""
        shelves = {"": str(_("Mọi gian")), **categories()}
        found = self.model._default_manager.order_by("-effective_from", "pk")
        return [[_shown(row, name, shelves) for name in self.columns] for row in found]

    @property
    def heads(self) -> list[str | Promise]:
        """What stands above the columns."""
        return [HEADS[name] for name in self.columns]


def categories() -> dict[str, str]:
    """Every category's name by its slug, as rules name it, in the order of the shop's own menu."""
    return {slug: str(_(name)) for slug, name in Category.objects.order_by("path").values_list("slug", "name")}


def _shown(row: Model, name: str, shelves: dict[str, str]) -> str:
    if name == "category_slug":
        slug: str = getattr(row, name)
        # A rule for one product is for no shelf at all.
        return "—" if not slug and getattr(row, "product_id", None) else shelves.get(slug, slug)
    said = getattr(row, f"get_{name}_display", None)
    value = said() if said else getattr(row, name)
    if name in PERCENT:
        return number(Decimal(value) / 100)
    if isinstance(value, date):
        return market_date(value)
    return number(value) if isinstance(value, int) else str(value or "—")


def _rule(title: str | Promise, model: type[Model], *columns: str) -> Rule:
    names = (*columns, "effective_from", "source")
    form = cast(type[RuleForm], forms.modelform_factory(model, form=RuleForm, fields=names))
    return Rule(title, model, form, names)


RULES = {
    "phi": _rule(_("Phí chợ"), CommissionRate, "category_slug", "basis_points"),
    "thue-suat": _rule(_("Tỷ lệ thuế"), TaxRate, "tax_class", "vat_bp", "pit_bp"),
    "xep-loai": _rule(_("Xếp loại hàng khi tính thuế"), TaxClassification, "category_slug", "product_id", "tax_class"),
    "chi-tien": _rule(_("Quy định chi tiền"), PayoutRule, "hold_days", "threshold_vnd", "second_operator_from_vnd"),
}
