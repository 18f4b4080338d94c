"""Commands and looks that are written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from base import clock
from marketplace.audit.models import AuditEntry
from people.models import User

T = TypeVar("T")


@dataclass(frozen=True)
class Who:
    """The person at the desk and the address the request came from."""

    user: User
    ip: str


@transaction.atomic
def carry_out(*, who: Who, action: str, target: str, command: Callable[[], T], **detail: Any) -> T:
    """Run a command and write it down, both or neither. Raises whatever the command raises.

    A target that ends with `:` gets the primary key of what the command made.
    """
    result = command()
    made = getattr(result, "pk", "") if target.endswith(":") else ""
    write_entry(who=who, action=action, target=f"{target}{made}", **detail)
    return result


def write_entry(*, who: Who, action: str, target: str, **detail: Any) -> AuditEntry:
    """Write down that somebody did or saw something. Values of `detail` are primitives."""
    return AuditEntry.objects.create(
        operator=who.user, action=action, target=target[:80], detail=detail, at=clock.now(), ip=who.ip[:45]
    )
