"""What every page of the desk does alike: guard, command, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from base.errors import MarketError
from marketplace.access.answers import message_for
from marketplace.access.guards import requires_role
from marketplace.audit.requests import who
from marketplace.audit.services import carry_out
from people.models import OPERATOR

operators_only = requires_role(OPERATOR)
ROWS_ON_A_PAGE = 25


def command(
    request: HttpRequest, *, action: str, target: str, run: Callable[[], Any], said: str, **detail: Any
) -> bool:
    """Run an operator's command, write it down and say what became of it. False when a rule said no."""
    try:
        carry_out(who=who(request), action=action, target=target, command=run, **detail)
    except MarketError as error:
        messages.error(request, message_for(error))
        return False
    messages.success(request, said)
    return True
