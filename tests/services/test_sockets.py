"""The live socket on Redis: nothing missed by who was away, nothing said to who may not hear, thousands at once."""

from __future__ import annotations

import asyncio
import json
import random
import resource
import time
from contextlib import contextmanager

import pytest
import redis
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from events.dispatcher import dispatch_all
from events.outbox import record
from events.payments import PaymentFailed
from notifications.models import FeedEntry
from notifications.topics import OPERATORS, of_order, of_seller
from tests.services.follower import Follower

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


@pytest.fixture
def live(market):
    web = market.live()
    web.wait_until_ready()
    return web


@pytest.fixture
def order(order_of):
    placed = order_of("vnpay")
    dispatch_all()
    return placed


@pytest.fixture
def follower(live, order):
    return Follower(live.base, of_order(order.number), order.token)


def happen(order, times):
    """So many times something happens that the order's page should know."""
    for number in range(times):
        with transaction.atomic():
            record(PaymentFailed(f"{order.number}-{number}", order.number, 1000, "vnpay", "24"))
    dispatch_all()


def everything(topic):
    """What a page that was never away has seen, in order."""
    entries = FeedEntry.objects.filter(topic=topic).order_by("position")
    return [str(event_id) for event_id in entries.values_list("event_id", flat=True)]


def test_a_socket_that_was_cut_sees_each_event_once_and_in_order(follower, order, full):
    happen(order, 50)
    follower.open()
    follower.fetch()
    follower.cut()
    back_at = time.monotonic() + (90 if full else 3)
    happen(order, 50)
    redis.Redis.from_url(settings.REDIS_URL).flushall()
    happen(order, 50)
    # Away, as long as the proof says.
    time.sleep(max(0.0, back_at - time.monotonic()))
    follower.open()
    follower.fetch()
    happen(order, 50)
    follower.follow_to(200)
    assert follower.seen == everything(follower.topic)
    assert len(set(follower.seen)) == 200


def test_an_open_socket_goes_on_hearing_after_redis_was_emptied(follower, order):
    happen(order, 1)
    follower.open()
    follower.fetch()
    redis.Redis.from_url(settings.REDIS_URL).flushall()
    happen(order, 1)
    # Sooner than it looks by itself.
    assert follower.hear(within=10) == {"topic": follower.topic, "position": 2}


def test_who_comes_back_too_late_is_told_to_start_afresh(follower, order):
    happen(order, 5)
    FeedEntry.objects.filter(topic=follower.topic, position__lte=3).delete()
    follower.position = 1
    assert follower.open() == {"topic": follower.topic, "position": 5, "resync": True}


def test_who_knows_more_than_a_restored_database_is_told_to_start_afresh(follower, order):
    happen(order, 1)
    follower.position = 700
    assert follower.open() == {"topic": follower.topic, "position": 1, "resync": True}


@pytest.mark.parametrize("origin", ["https://somewhere.example", None])
def test_pages_of_others_cannot_open_a_socket(live, origin):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"{live.base.replace('http', 'ws')}/ws/", origin=origin)
    assert refused.value.response.status_code == 403


def test_nobody_follows_what_is_not_theirs(live, order, lans_stall):
    for topic, token in ((of_order(order.number), "guessed"), (of_seller(lans_stall.pk), ""), ("operators", "")):
        assert Follower(live.base, topic, token).open() == {"topic": topic, "refused": True}


def logged_in(user):
    """The cookie of somebody who has logged in."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    return session


@contextmanager
def following(live, session, topic):
    """The socket of somebody who has logged in and is let in."""
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"}
    with connect(f"{live.base.replace('http', 'ws')}/ws/", origin=live.base, additional_headers=cookie) as socket:
        socket.send(json.dumps({"subscribe": topic, "after": 0}))
        assert "refused" not in socket.recv(timeout=20)
        yield socket


def test_who_is_no_longer_let_in_is_cut_within_a_minute(live, lan, lans_stall, tuan):
    dispatch_all()
    session = logged_in(tuan)
    with (
        following(live, logged_in(lan), of_seller(lans_stall.pk)) as disabled,
        following(live, session, OPERATORS) as logged_out,
    ):
        until = time.monotonic() + 60
        type(lan).objects.filter(pk=lan.pk).update(is_active=False)
        session.delete()
        for socket in (disabled, logged_out):
            with pytest.raises(ConnectionClosed) as closed:
                socket.recv(timeout=until - time.monotonic())
            assert closed.value.rcvd.code == 4403


def test_thousands_come_back_at_once_and_all_hear(live, order, full):
    sockets = 2000 if full else 200
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files[1], 8192), files[1]))
    happen(order, 1)
    told = asyncio.run(crowd(live, order, sockets))
    assert told == [1, 2, 3] * sockets


async def crowd(live, order, sockets):
    """Everybody follows; the server dies and is back; everybody comes back and hears of what happens then."""
    topic, token = of_order(order.number), order.token
    first = await asyncio.gather(*[follow(live.base, topic, token, after=0) for _ in range(sockets)])
    await asyncio.to_thread(live.kill)
    # Nobody is connected while the second thing happens.
    await asyncio.to_thread(happen_elsewhere, order)
    await asyncio.to_thread(live.start)
    await asyncio.to_thread(live.wait_until_ready)
    again = await asyncio.gather(*[follow(live.base, topic, token, after=1) for _ in range(sockets)])
    await asyncio.to_thread(happen_elsewhere, order)
    last = await asyncio.gather(*[hear(socket) for socket, _position in again])
    for socket, _position in again:
        await socket.close()
    return [position for pair in zip(first, again, last, strict=True) for position in (pair[0][1], pair[1][1], pair[2])]


async def follow(base, topic, token, after):
    """Come in within a second, as pages spread themselves, and hear where the topic is."""
    await asyncio.sleep(random.random())
    socket = await connect_async(f"{base.replace('http', 'ws')}/ws/", origin=base, open_timeout=120)
    await socket.send(json.dumps({"subscribe": topic, "after": after, "token": token}))
    return socket, await hear(socket)


async def hear(socket):
    async with asyncio.timeout(120):
        return json.loads(await socket.recv())["position"]


def happen_elsewhere(order):
    happen(order, 1)
    connection.close()
