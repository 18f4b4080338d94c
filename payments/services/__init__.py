"""What can be done with money."""

from payments.services.notices import answer_vnpay_notice
from payments.services.settling import capture_cash, settle
from payments.services.starting import start_vnpay_payment

__all__ = ["answer_vnpay_notice", "capture_cash", "settle", "start_vnpay_payment"]
