"""How many are left."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.phone.fields import QuantityField


class StockForm(forms.Form):
    """What buyers can still buy, on top of what is promised to open orders."""

    quantity = QuantityField(label=_("Còn bán được bao nhiêu?"))
