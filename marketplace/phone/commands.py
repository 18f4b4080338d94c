"""Do a command once, however often a phone with a bad signal sends it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from base import clock
from base.errors import InvalidInput, RequestIdReused
from marketplace.phone.models import Command
from people.models import User

Answer = dict[str, Any]
_REQUEST_ID = re.compile(r"[\w.:-]{6,64}", re.ASCII)


def is_request_id(text: str) -> bool:
    """Whether a phone may have made this id: 6 to 64 letters, digits, dots, colons and dashes."""
    return _REQUEST_ID.fullmatch(text) is not None


@transaction.atomic
def run_once(*, user: User, request_id: str, body: Mapping[str, Any], work: Callable[[], Answer]) -> Answer:
    """Do `work` and remember its answer; the same id with the same body gives that answer and does nothing.

    A command that fails leaves no trace, so it can be mended and sent again under its id.
    Raises RequestIdReused for another body, InvalidInput for an id of the wrong shape, and what `work` raises.
    """
    if not is_request_id(request_id):
        raise InvalidInput({"request_id": "invalid"})
    try:
        # Of two at once one waits here for the other's commit, and then finds its row.
        with transaction.atomic():
            command = Command.objects.create(
                user=user, request_id=request_id, body_hash=_hash(body), made_at=clock.now()
            )
    except IntegrityError:
        return _same(Command.objects.get(user=user, request_id=request_id), body)
    command.answer = work()
    command.save(update_fields=["answer"])
    return command.answer


def earlier_answer(*, user: User, request_id: str, body: Mapping[str, Any]) -> Answer | None:
    """What this command was answered when it came before, if it did. Raises RequestIdReused."""
    command = Command.objects.filter(user=user, request_id=request_id).first()
    return _same(command, body) if command else None


def _same(command: Command, body: Mapping[str, Any]) -> Answer:
    if command.body_hash != _hash(body):
        raise RequestIdReused(request_id=command.request_id)
    answer: Answer = command.answer
    return answer


def _hash(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
