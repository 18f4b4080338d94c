"""The past of the demo market, lived through: many lives side by side, each doing its next thing at its own moment.

A life is a generator. It yields the moment at which it wants to go on; what it does after that happens at that moment
(base.clock), through the same services as everything else. Lives that would go on after the present simply stop
there, so the market is left with orders in every state, as a real one is on any day.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from base import clock
from events.dispatcher import dispatch_due
from events.models import Delivery

Life = Generator[datetime, None, None]


class History:
    """Lives in the order of their moments, up to the present.

    Nobody is told of what happened before `telephones_since`: in a past that is only now being lived no telephone
    rang and no page was open, and a newcomer looks for his login code among the messages.
    """

    def __init__(self, present: datetime, telephones_since: datetime) -> None:
        self.present, self.telephones_since = present, telephones_since
        self._waiting: list[tuple[datetime, int, Life]] = []
        self._arrivals = count()

    def begin(self, life: Life) -> None:
        """Let a life begin; nothing of it happens before its first moment."""
        self._await_next(life)

    def unfold(self, passed: Callable[[datetime], None]) -> None:
        """Let everything happen up to the present; `passed` hears of each moment.

        Events are delivered before the next market day begins. A life that needs an answer sooner delivers itself.
        """
        while self._waiting:
            moment, _, life = heappop(self._waiting)
            with clock.at(moment):
                self._await_next(life)
                if self._last_of_its_day(moment):
                    self.deliver()
            passed(moment)

    def deliver(self) -> None:
        """Deliver what has happened so far, and what the deliveries themselves record."""
        tried = True
        while tried:
            if clock.now() < self.telephones_since:
                Delivery.objects.filter(queue="notifications", state=Delivery.State.WAITING).delete()
            tried = dispatch_due() > 0

    def _last_of_its_day(self, moment: datetime) -> bool:
        return not self._waiting or clock.market_day(self._waiting[0][0]) != clock.market_day(moment)

    def _await_next(self, life: Life) -> None:
        moment = next(life, None)
        if moment is not None and moment <= self.present:
            heappush(self._waiting, (moment, next(self._arrivals), life))
