"""The embedded form: dispatchers and schedule are tasks of the server's own loop, their database work in threads.

They are tasks of that loop, not loops of their own, because the in-memory channel layer belongs to one loop: what a
handler sends from a thread started here comes out on the server's loop at once, not some seconds later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections

from events import dispatcher, transport
from events.wiring import queues
from marketplace.schedule import Clockwork

logger = logging.getLogger(__name__)

#: Seconds after which the dispatcher looks by itself: a retry became due, or another process recorded something.
TICK = 1.0
#: Deliveries in one go; between two goes the server may stop.
BATCH = 50
#: Seconds that the work in hand may take when the server stops; whatever is cut off is delivered after the next start.
LAST_WORK = 10.0


def lanes() -> dict[str, tuple[str, ...]]:
    """Which queues one dispatcher thread serves. Calls to the outside world have one for themselves: they may hang."""
    outside = settings.EVENT_QUEUES_OUTSIDE
    return {"inside": tuple(name for name in queues() if name not in outside), "outside": outside}


class Worker:
    """One thread with one database connection, driven from the loop."""

    def __init__(self, name: str) -> None:
        self.threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def do(self, work: Callable[[], int]) -> int:
        """Run the work in the thread and say how much was done. Trouble is logged; the next round tries again."""
        try:
            return await self._in_thread(work)
        except Exception:
            logger.exception("background work failed")
            await self._in_thread(connections.close_all)
            return 0

    async def end(self) -> None:
        """Close the thread's connection and let the thread go."""
        await self._in_thread(connections.close_all)
        self.threads.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], int | None]) -> int:
        return await sync_to_async(work, thread_sensitive=False, executor=self.threads)() or 0


class Embedded:
    """What runs beside the pages while the server is up. Made inside the server's loop."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.stopping = asyncio.Event()
        self.woken = {lane: asyncio.Event() for lane in lanes()}
        work = [*(self._dispatch(lane, queues) for lane, queues in lanes().items()), self._keep_schedule()]
        self.tasks = [self.loop.create_task(each) for each in work]
        transport.listen(self.wake)

    def wake(self) -> None:
        """There is something to deliver. May be called from any thread."""
        self.loop.call_soon_threadsafe(self._wake_all)

    async def stop(self) -> None:
        """Finish the work in hand and end."""
        transport.stop_listening(self.wake)
        self.stopping.set()
        self._wake_all()
        _, unfinished = await asyncio.wait(self.tasks, timeout=LAST_WORK)
        for task in unfinished:
            task.cancel()

    def _wake_all(self) -> None:
        for woken in self.woken.values():
            woken.set()

    async def _dispatch(self, lane: str, queues: Collection[str]) -> None:
        worker, woken = Worker(f"dispatcher-{lane}"), self.woken[lane]
        while not self.stopping.is_set():
            woken.clear()
            if not await worker.do(lambda: dispatcher.dispatch_due(limit=BATCH, queues=queues)):
                await _heard(woken, TICK)
        await worker.end()

    async def _keep_schedule(self) -> None:
        worker, clockwork = Worker("schedule"), Clockwork()
        while not self.stopping.is_set():
            for job in clockwork.due(self.loop.time()):
                await worker.do(job.run)
            await _heard(self.stopping, TICK)
        await worker.end()


async def _heard(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
