"""Calls the merchant's IPN address the way VNPAY does, from a thread of this process.

Calls lie in a table, so those a stopped process owed are made by the next one. No transaction is open while a call is
on its way: the server that is called may be this very process, on the same SQLite file.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db import connection
from django.db.models import F

from base.clock import now
from payments.providers.vnpay.config import VnpayConfig
from payments.providers.vnpay.simulator.models import Call
from payments.providers.vnpay.simulator.notices import notice_query
from payments.providers.vnpay.transport import session_for

logger = logging.getLogger(__name__)

CALLS_AT_MOST = 10
STOPS = ("00", "02")
TIMEOUT = (3.05, 10.0)
#: A call claimed by a process that died is due again after this.
LEASE = timedelta(seconds=60)
_FAILURES_AT_MOST = 5


class Courier:
    """One thread at most, alive only while calls wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self, *, patience: float = 0) -> None:
        """Look at the table now, starting the thread if it rests. Called after a commit, and by a server that starts.

        The starting server may itself be the merchant and not listen yet: it gives `patience`, the seconds to wait
        for that address to take connections before the first call.
        """
        with self._lock:
            self._bell.set()
            if self._thread is None:
                self._stopping.clear()
                self._thread = threading.Thread(target=self._run, args=(patience,), name="vnpay-simulator", daemon=True)
                self._thread.start()

    def stop(self, timeout: float = 15) -> None:
        """End the thread; what is left waits for the next wake(). Returns when it ended, at most `timeout` seconds."""
        with self._lock:
            thread = self._thread
            self._stopping.set()
            self._bell.set()
        if thread is not None:
            thread.join(timeout)

    def _run(self, patience: float) -> None:
        self._await_listener(time.monotonic() + patience)
        failures = 0
        while True:
            self._bell.clear()
            try:
                wait, failures = send_due_calls(self._stopping.is_set), 0
            except Exception:
                # Whatever it is (a locked table, a missing setting), a dead thread would be taken for a working one.
                logger.exception("The simulated IPN calls cannot be made")
                wait, failures = 1.0, failures + 1
            finally:
                connection.close()
            if self._may_rest(wait, failures):
                return
            self._bell.wait(wait)

    def _await_listener(self, deadline: float) -> None:
        merchant = urlsplit(settings.VNPAY_SIMULATOR_IPN_URL)
        place = (merchant.hostname, merchant.port or (443 if merchant.scheme == "https" else 80))
        while time.monotonic() < deadline and not self._stopping.is_set():
            try:
                socket.create_connection(place, timeout=1).close()
                return
            except OSError:
                self._stopping.wait(0.2)

    def _may_rest(self, wait: float | None, failures: int) -> bool:
        with self._lock:
            idle = wait is None and not self._bell.is_set()
            if idle or self._stopping.is_set() or failures >= _FAILURES_AT_MOST:
                self._thread = None
                return True
            return False


def send_due_calls(stopping: Callable[[], bool]) -> float | None:
    """Make every call that is due; seconds until the next one, or None when none waits."""
    while not stopping():
        call = Call.objects.filter(state=Call.WAITING).order_by("due_at").select_related("transaction").first()
        if call is None:
            return None
        wait = (call.due_at - now()).total_seconds()
        if wait > 0:
            return wait
        if _claim(call):
            _note(call, _deliver(call))
    return None


def _claim(call: Call) -> bool:
    """Whether this process may make the call: the row is still as it was read."""
    untouched = Call.objects.filter(pk=call.pk, state=Call.WAITING, due_at=call.due_at)
    return bool(untouched.update(due_at=now() + LEASE, calls_made=F("calls_made") + 1))


def _deliver(call: Call) -> str:
    """Call the merchant; its RspCode, or what went wrong instead."""
    query = notice_query(call.transaction, VnpayConfig.from_settings())
    address = f"{settings.VNPAY_SIMULATOR_IPN_URL}?{query}"
    try:
        with session_for(address) as session:
            response = session.get(address, timeout=TIMEOUT, allow_redirects=False)
        if response.status_code != 200:
            return f"HTTP {response.status_code}"
        return str(response.json()["RspCode"])
    except (requests.RequestException, ValueError, KeyError, TypeError) as trouble:
        return type(trouble).__name__


def _note(call: Call, answer: str) -> None:
    """Keep the answer and decide whether to call again."""
    made = Call.objects.filter(pk=call.pk)
    accepted = answer in STOPS
    if call.calls_made + 1 >= CALLS_AT_MOST or (accepted and not call.repeats_left):
        made.update(state=Call.ACCEPTED if accepted else Call.GIVEN_UP, last_answer=answer[:100])
    elif accepted:
        made.update(due_at=now(), repeats_left=F("repeats_left") - 1, last_answer=answer[:100])
    else:
        retry = timedelta(seconds=getattr(settings, "VNPAY_SIMULATOR_RETRY_SECONDS", 300))
        made.update(due_at=now() + retry, last_answer=answer[:100])


courier = Courier()
