"""Speaks as VNPAY would: signed answers about an attempt."""

from __future__ import annotations

from django.conf import settings

from orders.models import Order
from payments.models import PaymentAttempt
from payments.providers.vnpay import signing
from payments.services import start_vnpay_payment


def start(order: Order) -> PaymentAttempt:
    """A try at paying an order."""
    start_vnpay_payment(
        order_number=order.number,
        amount=order.total,
        client_ip="127.0.0.1",
        return_url="http://127.0.0.1:8000/thanh-toan/vnpay/tra-ve",
        expires_at=order.reserved_until,
    )
    return PaymentAttempt.objects.filter(order_number=order.number).latest("pk")


def notice(attempt: PaymentAttempt, *, code: str = "00", status: str = "00", **changes: str) -> dict[str, str]:
    """The fields VNPAY sends about an attempt, signed."""
    fields = {
        "vnp_Amount": str(attempt.amount_vnd * 100),
        "vnp_BankCode": "NCB",
        "vnp_CardType": "ATM",
        "vnp_OrderInfo": f"Thanh toan don hang {attempt.order_number}",
        "vnp_PayDate": "20261124101500",
        "vnp_ResponseCode": code,
        "vnp_TmnCode": settings.VNPAY_TMN_CODE,
        "vnp_TransactionNo": "14000001",
        "vnp_TransactionStatus": status,
        "vnp_TxnRef": attempt.reference,
    } | changes
    return fields | {signing.SIGNATURE: signing.sign(fields, settings.VNPAY_HASH_SECRET)}
