"""The message both the merchant's server and the buyer's browser carry."""

from __future__ import annotations

from urllib.parse import urlencode

from payments.providers.vnpay import fields, signing
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.models import Transaction

_MONEY_MOVED = ("00", "04", "07")


def notice_query(simulated: Transaction, config: VnpayConfig) -> str:
    """The signed query of the IPN call and of the buyer's return. Empty fields travel, unsigned, as VNPAY's do."""
    moved = simulated.status in _MONEY_MOVED
    params = {
        "vnp_Amount": fields.amount_field(simulated.amount_vnd),
        "vnp_BankCode": simulated.bank_code,
        "vnp_BankTranNo": f"VNP{simulated.number}" if moved else "",
        "vnp_CardType": "ATM",
        "vnp_OrderInfo": simulated.order_info,
        "vnp_PayDate": fields.time_field(simulated.decided_at) if simulated.decided_at else "",
        "vnp_ResponseCode": simulated.response_code,
        "vnp_TmnCode": simulated.tmn_code,
        "vnp_TransactionNo": simulated.number if moved else "0",
        "vnp_TransactionStatus": simulated.status,
        "vnp_TxnRef": simulated.txn_ref,
    }
    return urlencode(params | {signing.SIGNATURE: signing.sign(params, config.hash_secret)})
