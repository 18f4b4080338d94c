"""The people of the demo market who can log in, and how producers open their stalls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Group

from catalogue.photo_names import original_name
from marketplace.demo.history import Life
from marketplace.demo.tables import Stall
from people.models import KIOSK_STAFF, OFFICIAL, OPERATOR, User
from sellers.models import Partner
from sellers.services import approve_seller, change_stall, register_seller
from sellers.services.consent import record_ethnicity


@dataclass(frozen=True)
class Staff:
    """Somebody with a role; logs in with a code and then the password."""

    phone: str
    name: str
    role: str


OPERATOR_TUAN = Staff("+84900000001", "Nguyễn Văn Tuấn", OPERATOR)
#: Large payouts want a second pair of eyes; she is not among the entrances, for the desk is the same.
OPERATOR_HANH = Staff("+84900000004", "Phạm Thị Hạnh", OPERATOR)
OFFICIAL_HOA = Staff("+84900000002", "Lê Thị Hoa", OFFICIAL)
KIOSK_PHUC = Staff("+84900000003", "Trần Hữu Phúc", KIOSK_STAFF)
STAFF = (OPERATOR_TUAN, OFFICIAL_HOA, KIOSK_PHUC)
#: Of the demo market's three members of staff. The command that makes them refuses to run without DEMO=1.
DEMO_PASSWORD = "cho-duoc-2026"  # noqa: S105


def hire_staff() -> dict[str, User]:
    """The three with roles, by role."""
    return {one.role: hire(one) for one in STAFF}


def hire(one: Staff) -> User:
    """An account with a role."""
    user = account(one.phone, one.name, DEMO_PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=one.role))
    return user


def account(phone: str, name: str, password: str | None = None, **more: bool) -> User:
    """The account with a number; made when there is none yet."""
    found = User.objects.filter(phone=phone).first()
    return found or User.objects.create_user(phone, password, full_name=name, **more)


def open_stall(stall: Stall, opened_at: datetime, operator: User, portraits: Mapping[str, str]) -> Life:
    """A producer registers; the next day an operator has looked at it and the stall opens."""
    yield opened_at
    seller = register(stall)
    yield opened_at + timedelta(hours=20)
    approve_seller(seller_id=seller.pk, operator=operator)
    change_stall(
        seller_id=seller.pk,
        name=stall.name,
        story=stall.story,
        delivery_fee_vnd=stall.delivery_fee,
        free_delivery_from_vnd=stall.free_from,
    )
    if stall.group:
        record_ethnicity(seller=seller, code=stall.group)
    Partner.objects.filter(pk=seller.pk).update(
        portrait=original_name(portraits[stall.portrait]), registered_at=opened_at
    )


def register(stall: Stall) -> Partner:
    """The producer's own part: an account and an application."""
    return register_seller(
        user=account(stall.phone, stall.holder),
        name=stall.name,
        holder_name=stall.holder,
        commune_code=stall.commune_code,
        kind=stall.kind,
        hamlet=stall.hamlet,
        story=stall.story,
    )
