"""A process that dies in the middle of its work: what it had not committed is gone, and nobody tidies up after it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE")


class Death(BaseException):
    """The end of the process. Not an Exception: no handler of ours is left to catch it."""


@contextmanager
def dying_at(number: int) -> Iterator[None]:
    """Die instead of the statement that would be the block's write number so-and-so; with 0 one lives."""
    writes = itertools.count(1)

    def execute(run, sql, params, many, context):
        if sql.lstrip().startswith(WRITES) and next(writes) == number:
            raise Death
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
