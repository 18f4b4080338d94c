"""Quality as it is published: certificates, answers in time, and a fair share for who is new."""

from datetime import UTC, datetime, timedelta

import pytest

from events.models import RecordedEvent
from search.models import SellerStanding
from search.ranking import ALL_IN_TIME, NEW_FOR, NEW_PRODUCER, OCOP_PERCENT, Answering, quality
from search.standing import count_answers

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
OLD = NOW - timedelta(days=300)


@pytest.mark.parametrize("star", [3, 4, 5])
def test_a_valid_certificate_adds_what_is_published(star):
    known = Answering(orders=10, in_time=10)
    bare, starred = (quality(star=each, answering=known, opened_at=OLD, now=NOW) for each in (None, star))
    assert starred.percent - bare.percent == OCOP_PERCENT[star]


def test_answers_in_time_add_their_share():
    percents = [
        quality(star=None, answering=Answering(10, in_time), opened_at=OLD, now=NOW).percent for in_time in (0, 5, 10)
    ]
    assert percents == [100, 100 + ALL_IN_TIME // 2, 100 + ALL_IN_TIME]


def test_who_is_new_is_counted_like_a_good_producer():
    late = Answering(orders=10, in_time=0)
    new = quality(star=None, answering=late, opened_at=NOW - NEW_FOR / 2, now=NOW)
    quiet = quality(star=None, answering=Answering(1, 0), opened_at=OLD, now=NOW)
    assert new.percent == quiet.percent == 100 + NEW_PRODUCER
    assert quality(star=None, answering=late, opened_at=OLD, now=NOW).percent == 100


def happened(name, part, seller, at):
    number = RecordedEvent.objects.filter(aggregate_id=f"seller_order:{part}").count()
    payload = {"seller_order_id": part, "order_number": "CD1", "seller_id": seller}
    RecordedEvent.objects.create(
        name=name, aggregate_id=f"seller_order:{part}", sequence=number + 1, payload=payload, occurred_at=at
    )


def test_answers_are_counted_from_the_log(db):
    happened("SellerOrderReady", 1, 7, NOW - timedelta(days=3))
    happened("SellerOrderAccepted", 1, 7, NOW - timedelta(days=3) + timedelta(hours=2))
    happened("SellerOrderReady", 2, 7, NOW - timedelta(days=3))
    happened("SellerOrderAccepted", 2, 7, NOW - timedelta(days=1))
    happened("SellerOrderReady", 3, 7, NOW - timedelta(days=2))
    happened("SellerOrderReady", 4, 8, NOW - timedelta(hours=2))
    happened("SellerOrderReady", 5, 9, NOW - timedelta(days=400))
    assert count_answers(NOW) == [7], "8 still has time, 9 was long ago"
    standing = SellerStanding.objects.get(pk=7)
    assert (standing.orders, standing.in_time) == (3, 1)
    assert count_answers(NOW) == []
