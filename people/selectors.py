"""Reading about people."""

from __future__ import annotations

from django.db.models import QuerySet

from people.models import User


def needs_second_factor(user: User) -> bool:
    """Staff (everybody with a role) answer a second question at the door."""
    return user.is_staff or user.is_superuser


def people_with_role(role: str) -> QuerySet[User]:
    """Active people to whom a role was given, by name."""
    return User.objects.filter(groups__name=role, is_active=True).order_by("full_name", "pk")
