"""VNPAY's server calls us (IPN): checked in VNPAY's own order, stored whatever it says, settled once."""

from __future__ import annotations

import logging
from typing import cast

from django.conf import settings
from django.db import transaction
from django.http import QueryDict

from base import clock
from payments.models import GatewayNotice, PaymentAttempt
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.ipn import BadNotice, Notice, ReplyCode, read_notice
from payments.services.settling import settle

logger = logging.getLogger(__name__)
#: Characters of a call that are kept; VNPAY's own have about 600.
LONGEST_KEPT = 16_000


def answer_vnpay_notice(*, query: QueryDict, remote_ip: str) -> ReplyCode:
    """The code to answer with: 00 noted, 02 noted before, 01 unknown, 04 other amount, 97 not signed, 99 our trouble.

    Signature, attempt, amount, state, in that order (VNPAY 2.1.0). Never raises for what the notice holds.
    """
    try:
        code, reference = _verdict(query)
    except Exception:
        logger.exception("notice could not be settled")
        code, reference = "99", ""
    _keep(query.urlencode(), remote_ip, reference, code)
    return code


def note_unreadable_notice(*, raw: str, remote_ip: str) -> ReplyCode:
    """A call with more fields or bytes than any notice has: kept as it came, answered 99."""
    _keep(raw.replace("\x00", "%00"), remote_ip, "", "99")
    return "99"


def _keep(text: str, remote_ip: str, reference: str, code: ReplyCode) -> None:
    listed = remote_ip in settings.VNPAY_ADDRESSES if settings.VNPAY_ADDRESSES else None
    if listed is False:
        logger.warning("a notice answered %s came from %s, which VNPAY does not name", code, remote_ip)
    GatewayNotice.objects.create(
        provider="vnpay",
        received_at=clock.now(),
        remote_ip=remote_ip[:45],
        listed_address=listed,
        query=text[:LONGEST_KEPT],
        reference=reference,
        answer=code,
    )


def _verdict(query: QueryDict) -> tuple[ReplyCode, str]:
    try:
        notice = read_notice(cast("dict[str, str]", query), VnpayConfig.from_settings())
    except BadNotice as bad:
        return bad.reply_code, ""
    return _settle(notice), notice.txn_ref


@transaction.atomic
def _settle(notice: Notice) -> ReplyCode:
    attempt = PaymentAttempt.objects.select_for_update().filter(reference=notice.txn_ref, provider="vnpay").first()
    if attempt is None:
        return "01"
    if attempt.amount_vnd != notice.amount_vnd:
        return "04"
    if notice.outcome.state in ("pending", "unknown"):
        # Nothing was decided: VNPAY shall call again.
        return "99"
    return "00" if settle(reference=attempt.reference, outcome=notice.outcome) else "02"
