"""A buyer complains about a delivered part, its producer answers, an operator decides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from base import clock
from base.errors import InvalidInput, RequestIdReused
from base.money import Dong
from events.orders import (
    ClaimAnswered,
    ClaimGranted,
    ClaimOpened,
    ClaimRejected,
    ClaimWithdrawn,
    RefundBecameDue,
    SaleReturned,
)
from events.outbox import record, record_all
from orders.claims.amounts import claimable_units, most_to_give_back, returned_lines
from orders.claims.deadlines import claim_until, deadline_on
from orders.claims.models import LONGEST_WORDS, Claim, ClaimDeadline, ClaimLine, ClaimPhoto
from orders.errors import ClaimTooLate, WrongState
from orders.models import SellerOrder
from orders.moving import locked_part
from orders.transitions import CLAIM
from people.models import User

MOST_PHOTOS = 4
Code = ClaimDeadline.Code


@dataclass(frozen=True)
class ClaimRequest:
    """What a buyer complains about: {line id: units} as pairs, why, in his words, stems of stored photos."""

    request_id: str
    seller_order_id: int
    reason: str
    lines: tuple[tuple[int, int], ...]
    words: str = ""
    photos: tuple[str, ...] = ()

    @property
    def body_hash(self) -> str:
        """Two requests with one id must have one body."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@transaction.atomic
def open_claim(*, request: ClaimRequest, now: datetime) -> Claim:
    """Write a claim down and start its deadlines. The same request twice is one claim.

    Raises WrongState unless the part was delivered and no other claim about it is open, ClaimTooLate after the window,
    InvalidInput, RequestIdReused.
    """
    part = locked_part(request.seller_order_id)
    before = Claim.objects.filter(request_id=request.request_id).first()
    if before is not None:
        if before.request_hash != request.body_hash:
            raise RequestIdReused(request_id=request.request_id)
        return before
    _check_moment(part, now)
    _check_words(request, part)
    claim = _write(request, now)
    record(ClaimOpened(*_whose(claim, part), reason=claim.reason))
    return claim


@transaction.atomic
def answer_claim(*, claim_id: int, answer: str, words: str = "", photos: Sequence[str] = ()) -> Claim:
    """The producer agrees, or says why not. Raises WrongState, InvalidInput."""
    claim, part = _locked(claim_id)
    if answer not in Claim.Answer.values:
        raise InvalidInput({"answer": "unknown"})
    if answer == Claim.Answer.DISAGREES and not words.strip():
        raise InvalidInput({"words": "required"})
    kept = words.strip()[:LONGEST_WORDS]
    _move(claim, "answer", answer=answer, answer_words=kept, answered_at=clock.now())
    _keep_photos(claim, ClaimPhoto.Side.SELLER, photos)
    record(ClaimAnswered(*_whose(claim, part), answer=answer))
    return claim


@transaction.atomic
def grant_claim(*, claim_id: int, amount: Dong, with_delivery_fee: bool, words: str, operator: User | None) -> Claim:
    """An operator gives the buyer `amount` of what he paid for goods, and the delivery fee if it was for nothing.

    Money becomes due to the buyer and the sale is taken back by as much. Raises WrongState, InvalidInput when the
    amount is nothing or more than was paid for what is complained about.
    """
    claim, part = _locked(claim_id)
    most = most_to_give_back(claim, part)
    if not 0 < amount.amount <= most.goods_vnd:
        raise InvalidInput({"amount": "out_of_range"}, most_vnd=most.goods_vnd)
    fee = most.delivery_fee_vnd if with_delivery_fee else 0
    # Before the decision: from then on its units count as given back.
    back = returned_lines(claim, part, amount)
    _decide(claim, "grant", words, operator, goods_vnd=amount.amount, delivery_fee_vnd=fee)
    whose, sum_vnd = _whose(claim, part), amount.amount + fee
    goods = sum(line.amount_vnd for line in back)
    record_all(
        [
            ClaimGranted(*whose, amount_vnd=sum_vnd),
            SaleReturned(*whose, goods_vnd=goods, delivery_fee_vnd=fee, lines=back),
            RefundBecameDue(part.order.number, amount_vnd=sum_vnd, reason="claim_granted"),
        ]
    )
    return claim


@transaction.atomic
def reject_claim(*, claim_id: int, words: str, operator: User | None) -> Claim:
    """An operator decides that nothing goes back, and tells the buyer why. Raises WrongState, InvalidInput."""
    if not words.strip():
        raise InvalidInput({"words": "required"})
    claim, part = _locked(claim_id)
    _decide(claim, "reject", words, operator)
    record(ClaimRejected(*_whose(claim, part)))
    return claim


@transaction.atomic
def withdraw_claim(*, claim_id: int) -> Claim:
    """The buyer takes it back. Raises WrongState."""
    claim, part = _locked(claim_id)
    _move(claim, "withdraw")
    record(ClaimWithdrawn(*_whose(claim, part)))
    return claim


def _check_moment(part: SellerOrder, now: datetime) -> None:
    until = claim_until(part)
    if until is None:
        raise WrongState(state=part.state, command="open_claim")
    if Claim.objects.filter(seller_order=part, state__in=CLAIM["grant"].sources).exists():
        raise WrongState(state="claim_open", command="open_claim")
    if now > until:
        raise ClaimTooLate(until=until)


def _check_words(request: ClaimRequest, part: SellerOrder) -> None:
    wrong: dict[str, str] = {}
    units = claimable_units(part)
    if request.reason not in Claim.Reason.values:
        wrong["reason"] = "unknown"
    if not request.lines or any(not 1 <= wanted <= units.get(line, 0) for line, wanted in request.lines):
        wrong["lines"] = "out_of_range"
    if len(request.photos) > MOST_PHOTOS:
        wrong["photos"] = "too_many"
    if len(request.words) > LONGEST_WORDS:
        wrong["words"] = "too_long"
    if wrong:
        raise InvalidInput(wrong)


def _write(request: ClaimRequest, now: datetime) -> Claim:
    today = clock.market_day(now)
    claim = Claim.objects.create(
        seller_order_id=request.seller_order_id,
        request_id=request.request_id,
        request_hash=request.body_hash,
        reason=request.reason,
        words=request.words.strip(),
        opened_at=now,
        answer_due_at=now + deadline_on(Code.ANSWER, today),
        decision_due_at=now + deadline_on(Code.DECISION, today),
    )
    ClaimLine.objects.bulk_create(ClaimLine(claim=claim, line_id=line, quantity=units) for line, units in request.lines)
    _keep_photos(claim, ClaimPhoto.Side.BUYER, request.photos)
    return claim


def _keep_photos(claim: Claim, side: str, stems: Sequence[str]) -> None:
    ClaimPhoto.objects.bulk_create(
        ClaimPhoto(claim=claim, side=side, stem=stem) for stem in dict.fromkeys(stems[:MOST_PHOTOS])
    )


def _locked(claim_id: int) -> tuple[Claim, SellerOrder]:
    part = locked_part(Claim.objects.values_list("seller_order_id", flat=True).get(pk=claim_id))
    return Claim.objects.get(pk=claim_id), part


def _decide(claim: Claim, command: str, words: str, operator: User | None, **changes: Any) -> None:
    kept = words.strip()[:LONGEST_WORDS]
    _move(claim, command, decision_words=kept, decided_by=operator, decided_at=clock.now(), **changes)


def _move(claim: Claim, command: str, **changes: Any) -> None:
    rule = CLAIM[command]
    changes |= {"state": rule.target}
    if not Claim.objects.filter(pk=claim.pk, state__in=rule.sources).update(**changes):
        state = Claim.objects.values_list("state", flat=True).get(pk=claim.pk)
        raise WrongState(state=state, command=command)
    for field, value in changes.items():
        setattr(claim, field, value)


def _whose(claim: Claim, part: SellerOrder) -> tuple[int, int, str, int]:
    return claim.pk, part.pk, part.order.number, part.seller_id
