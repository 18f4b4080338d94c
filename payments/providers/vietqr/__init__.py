"""VietQR: a bank transfer that starts from a picture."""

from payments.providers.vietqr.banks import BANKS as BANKS
from payments.providers.vietqr.banks import Bank as Bank
from payments.providers.vietqr.code import payload as payload
from payments.providers.vietqr.code import svg as svg
