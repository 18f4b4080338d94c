"""What can be done with money."""

from payments.services.asking import ask_about, ask_about_payments, look_up
from payments.services.holding import close_held, give_back_held, release_held
from payments.services.notices import answer_vnpay_notice, note_unreadable_notice
from payments.services.settling import capture_cash, settle
from payments.services.starting import start_vietqr_payment, start_vnpay_payment

__all__ = [
    "answer_vnpay_notice",
    "ask_about",
    "ask_about_payments",
    "capture_cash",
    "close_held",
    "give_back_held",
    "look_up",
    "note_unreadable_notice",
    "release_held",
    "settle",
    "start_vietqr_payment",
    "start_vnpay_payment",
]
