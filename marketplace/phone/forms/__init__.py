"""What producers fill in."""

from marketplace.phone.forms.banking import BankAccountForm
from marketplace.phone.forms.delivering import RatesForm
from marketplace.phone.forms.listing import ListingForm
from marketplace.phone.forms.ordering import AnswerForm, FailureForm, HandOverForm, ReducingForm
from marketplace.phone.forms.refusing import RefusalForm
from marketplace.phone.forms.registering import EthnicityForm, StallForm
from marketplace.phone.forms.stocking import SafetyForm, StockForm

__all__ = [
    "AnswerForm",
    "BankAccountForm",
    "EthnicityForm",
    "FailureForm",
    "HandOverForm",
    "ListingForm",
    "RatesForm",
    "ReducingForm",
    "RefusalForm",
    "SafetyForm",
    "StallForm",
    "StockForm",
]
