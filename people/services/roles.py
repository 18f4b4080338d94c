"""Roles: what somebody may do beyond buying and selling."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from base.errors import InvalidInput
from people.models import ROLES, User


@transaction.atomic
def grant_role(*, user: User, role: str) -> None:
    """Give a role. From then on the person answers a second question at the door (set_second_factor).

    Raises InvalidInput for a role there is not.
    """
    user.groups.add(_group(role))
    _keep_staff_flag(user)


@transaction.atomic
def revoke_role(*, user: User, role: str) -> None:
    """Take a role away, at once, also from whoever is logged in. Raises InvalidInput for a role there is not."""
    user.groups.remove(_group(role))
    _keep_staff_flag(user)


def _group(role: str) -> Group:
    if role not in ROLES:
        raise InvalidInput({"role": "unknown"})
    return Group.objects.get(name=role)


def _keep_staff_flag(user: User) -> None:
    user.__dict__.pop("roles", None)
    user.is_staff = user.is_superuser or bool(user.roles)
    user.save(update_fields=["is_staff"])
