"""A producer opens a stall; an operator lets him in or says why not."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from base import clock
from base.errors import Conflict, InvalidInput
from events.outbox import record
from events.sellers import (
    SellerApproved,
    SellerChanged,
    SellerRefused,
    SellerRegistered,
    SellerReopened,
    SellerSuspended,
)
from people.models import User
from places import register
from sellers.models import DeliveryRate, Partner

State = Partner.State


@transaction.atomic
def register_seller(
    *,
    user: User,
    name: str,
    holder_name: str,
    commune_code: str,
    kind: str = Partner.Kind.HOUSEHOLD,
    hamlet: str = "",
    story: str = "",
) -> Partner:
    """Open a stall that waits for approval. A refused one is handed in again by the same call.

    Raises UnknownCommune for a commune of another province, Conflict when the user has an open stall already,
    InvalidInput for an empty name.
    """
    commune = register.market_commune(commune_code)
    if not name.strip():
        raise InvalidInput({"name": "required"})
    mine = Partner.objects.select_for_update().filter(users=user).first()
    if mine and mine.state != State.REFUSED:
        raise Conflict(seller_id=mine.pk, state=mine.state)
    seller = mine or Partner()
    seller.name, seller.holder_name, seller.kind = name.strip(), holder_name.strip(), kind
    seller.commune_code, seller.hamlet, seller.story = commune.code, hamlet.strip(), story.strip()
    seller.phone, seller.state, seller.refusal_reason = user.phone, State.PENDING, ""
    seller.save()
    seller.users.add(user)
    record(SellerRegistered(seller.pk, seller.commune_code))
    return seller


@transaction.atomic
def approve_seller(*, seller_id: int, operator: User | None) -> None:
    """Let the stall open. Raises Conflict when it does not wait for approval."""
    _decide(seller_id, state=State.APPROVED, approved_at=clock.now(), refusal_reason="")
    record(SellerApproved(seller_id, _commune_of(seller_id), operator_id=operator.pk if operator else None))


@transaction.atomic
def refuse_seller(*, seller_id: int, operator: User | None, reason: str) -> None:
    """Say no, with a reason the producer can act on. Raises Conflict when it does not wait for approval."""
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    _decide(seller_id, state=State.REFUSED, refusal_reason=reason.strip()[:300])
    record(SellerRefused(seller_id, _commune_of(seller_id), operator_id=operator.pk if operator else None))


@transaction.atomic
def suspend_seller(*, seller_id: int, operator: User | None, reason: str) -> None:
    """Close an open stall for a while, with a reason its people can act on; open orders go on.

    Raises Conflict when the stall is not open, InvalidInput without a reason.
    """
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    _decide(seller_id, source=State.APPROVED, state=State.SUSPENDED, refusal_reason=reason.strip()[:300])
    record(SellerSuspended(seller_id, _commune_of(seller_id), operator_id=operator.pk if operator else None))


@transaction.atomic
def reopen_seller(*, seller_id: int, operator: User | None) -> None:
    """Open a suspended stall again. Raises Conflict when it is not suspended."""
    _decide(seller_id, source=State.SUSPENDED, state=State.APPROVED, refusal_reason="")
    record(SellerReopened(seller_id, _commune_of(seller_id), operator_id=operator.pk if operator else None))


@transaction.atomic
def change_stall(
    *, seller_id: int, name: str, story: str, delivery_fee_vnd: int, free_delivery_from_vnd: int | None
) -> None:
    """Change what buyers see of the stall; fees in đồng per order."""
    Partner.objects.filter(pk=seller_id).update(
        name=name.strip(),
        story=story.strip(),
        delivery_fee_vnd=delivery_fee_vnd,
        free_delivery_from_vnd=free_delivery_from_vnd,
    )
    record(SellerChanged(seller_id, _commune_of(seller_id)))


@transaction.atomic
def set_delivery_rates(*, seller_id: int, rates: Mapping[str, tuple[int, int]]) -> None:
    """What delivery costs by zone: {zone: (base, each further kilogram)} in đồng; zones left out cost the flat fee."""
    DeliveryRate.objects.filter(seller_id=seller_id).delete()
    DeliveryRate.objects.bulk_create(
        DeliveryRate(seller_id=seller_id, zone=zone, base_vnd=base, extra_kg_vnd=extra)
        for zone, (base, extra) in rates.items()
    )
    record(SellerChanged(seller_id, _commune_of(seller_id)))


def _decide(seller_id: int, *, source: State = State.PENDING, **changes: object) -> None:
    if not Partner.objects.filter(pk=seller_id, state=source).update(**changes):
        raise Conflict(seller_id=seller_id)


def _commune_of(seller_id: int) -> str:
    return Partner.objects.values_list("commune_code", flat=True).get(pk=seller_id)
