"""`python -m tests.services.recording WRITER OF AGGREGATES EVENTS`: one of several that record at the same time.

Each records events of every aggregate, so that the writers meet at each aggregate's sequence.
"""

from __future__ import annotations

import random
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from events.outbox import record  # noqa: E402
from tests.services.consumers import Counted  # noqa: E402


def main(writer: int, writers: int, aggregates: int, events: int) -> None:
    """This writer's share, in a random order."""
    mine = [aggregate for aggregate in range(aggregates) for number in range(events) if number % writers == writer]
    random.Random(writer).shuffle(mine)
    for aggregate in mine:
        with transaction.atomic():
            record(Counted(aggregate))
    connection.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:5]))
