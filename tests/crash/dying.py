"""The market in a process that dies at a chosen moment, as a power cut would have it: no goodbye, nothing put away.

`CRASH_AT` names the moment: `dispatch` hangs before anything is delivered until somebody kills the process; `sending`
dies when a message is with its gateway and nobody has noted it yet; anything else is a handler, which dies after it has
written and before that is committed. Only tests import this.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from marketplace.asgi import application

# isort: split
# What follows imports models, which exist only now.
from events import claiming, dispatcher, wiring
from notifications.senders.embedded import MessagesFile

__all__ = ["application"]


def die_after(work: Callable[..., Any]) -> Callable[..., Any]:
    """Do the work, and be gone before anybody hears of it."""

    def last_work(*args: Any, **kwargs: Any) -> None:
        work(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return last_work


def hang(**_limit: int) -> int:
    """Never come back."""
    threading.Event().wait()
    return 0


# What this process claims is free again as soon as the test has started the next one.
claiming.LEASE = timedelta(seconds=1)
match os.environ["CRASH_AT"]:
    case "dispatch":
        dispatcher.dispatch_due = hang
    case "sending":
        MessagesFile.send = die_after(MessagesFile.send)
    case subscriber:
        wiring.handler_named(subscriber)
        wiring._handlers()[subscriber] = die_after(wiring._handlers()[subscriber])
