"""How many are left."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.phone.fields import QuantityField


class StockForm(forms.Form):
    """What buyers can still buy, on top of what is promised to open orders."""

    quantity = QuantityField(label=_("Còn bán được bao nhiêu?"))


class SafetyForm(forms.Form):
    """What is kept back from buyers on the web."""

    units = QuantityField(
        label=_("Giữ lại bao nhiêu?"), help_text=_("Chợ trên mạng không bán số này. Quầy hội chợ vẫn bán được.")
    )
