"""VNPAY as a random market meets it: the simulator answers with real signatures, and each mood is a way to fail."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

import requests
from django.http import QueryDict

from base import clock
from payments.providers.vnpay import transport
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.answers import answer_to
from payments.providers.vnpay.simulator.models import Refund as GivenBack
from payments.providers.vnpay.simulator.models import Transaction
from payments.providers.vnpay.simulator.notices import notice_query
from payments.providers.vnpay.simulator.services import give_back
from payments.refunds import calling
from payments.refunds.models import Refund
from payments.refunds.settling import settle_refund
from payments.services import answer_vnpay_notice

MOODS = ("well", "well", "well", "well", "down", "answer lost", "garbage")


class Line:
    """The wire between us and VNPAY: its mood, and every answer about a refund that was settled."""

    def __init__(self) -> None:
        self.mood = "well"
        self.settled: list[dict] = []

    @contextmanager
    def connected(self) -> Iterator[None]:
        """All calls of the block go over this wire."""
        with (
            mock.patch.object(transport, "_post", self._post),
            mock.patch.object(calling, "settle_refund", self._settle_refund),
        ):
            yield

    def tell_again(self, pick: int) -> bool:
        """One of the settled answers once more. False when there is none."""
        if self.settled:
            settle_refund(**self.settled[pick % len(self.settled)])
        return bool(self.settled)

    def _post(self, config: VnpayConfig, body: Mapping[str, str]) -> bytes:
        if self.mood == "down":
            raise requests.ConnectionError
        # Whatever we hear of it: a question that arrived was worked on.
        answer = answer_to(question=dict(body), config=config, now=clock.now())
        if self.mood == "answer lost":
            raise requests.ReadTimeout
        return b"<html>502 Bad Gateway" if self.mood == "garbage" else json.dumps(answer).encode()

    def _settle_refund(self, **told) -> bool:
        settled = settle_refund(**told)
        if settled:
            self.settled.append(told)
        return settled


def notify(page: Transaction) -> str:
    """VNPAY's server tells us of a page that was decided; the code that it hears."""
    query = QueryDict(notice_query(page, VnpayConfig.from_settings()))
    return answer_vnpay_notice(query=query, remote_ip="127.0.0.1")


def clear_suspicion(reference: str) -> None:
    """VNPAY looked at a payment and lets it pass."""
    Transaction.objects.filter(txn_ref=reference, status="07").update(status="00", response_code="00")


def given_back_by(refund: Refund) -> GivenBack | None:
    """What VNPAY did upon the latest call for a refund."""
    return GivenBack.objects.filter(request_id=refund.call_id).exclude(status="09").first() if refund.call_id else None


def give_back_in_portal(refund: Refund) -> str:
    """A person does it on VNPAY's own pages: the number that he copies. Raises RefundRefused."""
    simulated = Transaction.objects.get(txn_ref=refund.attempt.reference)
    request_id, amount = uuid.uuid4().hex, refund.amount_vnd
    made = give_back(simulated=simulated, request_id=request_id, kind="03", amount_vnd=amount, now=clock.now())
    return made.number
