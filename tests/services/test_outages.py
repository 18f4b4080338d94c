"""Each engine dead and each hanging: buying, paying and selling at a fair go on; afterwards all is made up for."""

from __future__ import annotations

import time
from collections import Counter

import pytest
import requests

from catalogue.models import Product
from events.models import Delivery, RecordedEvent
from notifications.models import FeedEntry, Message
from orders.models import Order
from search.comparing import differing_entries
from search.models import ProductDocument
from tests.kiosks.conftest import fair, kiosk, pair, shrimp, staff
from tests.races.serving import PATIENCE, eventually
from tests.races.shopper import Shopper
from tests.services.gateway import Gateway
from tests.services.processes import scaled
from tests.services.proxy import Proxy
from tests.storefront.buying.gateway import notice, start

__all__ = ["fair", "kiosk", "pair", "shrimp", "staff"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

#: Seconds any of them may take, whatever is dead.
QUICK = 3.0
VARIABLES = {
    "redis": "REDIS_URL",
    "rabbitmq": "CELERY_BROKER_URL",
    "elasticsearch": "ELASTICSEARCH_URL",
    "vnpay": "VNPAY_API_URL",
    "messages": "GATEWAY_URL",
}
OUTAGES = [(engine, way) for engine in VARIABLES for way in ("die", "hang")]


@pytest.fixture
def gateway():
    started = Gateway()
    yield started
    started.close()


@pytest.fixture
def proxies(environment, gateway):
    """One in front of each engine; VNPAY's own calls and our messages end at the same simulator."""
    real = environment | {"VNPAY_API_URL": gateway.url, "GATEWAY_URL": gateway.url}
    standing = {engine: Proxy(real[variable]) for engine, variable in VARIABLES.items()}
    yield standing
    for proxy in standing.values():
        proxy.close()


@pytest.fixture
def hurt_market(environment, proxies, tmp_path):
    more = {VARIABLES[engine]: proxy.url for engine, proxy in proxies.items()}
    more["DJANGO_SETTINGS_MODULE"] = "tests.services.settings"
    modules = ("marketplace.wsgi", "marketplace.celery", "tests.services.gateway")
    with scaled(environment | more, tmp_path, *modules) as market:
        yield market


@pytest.fixture
def errands(shrimp, kiosk, order_of, lans_stall, make_product):
    """What must go on: errands(base) does all of it and says how long each took."""
    web_goods = make_product(lans_stall, title="Mật ong rừng U Minh", quantity=900)
    shrimp.stockrecords.update(num_in_stock=900)
    paying = iter([notice(start(order_of("vnpay", goods=[web_goods]))) for _ in range(len(OUTAGES) + 1)])
    key, sold = {"Authorization": f"Bearer {kiosk[1]}"}, iter(range(1000))

    def sell(base):
        body = {"request_id": f"fair-{next(sold):06}", "lines": [{"product_id": shrimp.pk, "quantity": 1}]}
        return requests.post(f"{base}/api/v1/kiosk/sales", json=body, headers=key, timeout=PATIENCE)

    def run(base):
        shopper = Shopper(base, "Nguyễn Thị Hồng Ngọc")
        steps = {
            "home": lambda: requests.get(f"{base}/", timeout=PATIENCE),
            "product": lambda: requests.get(f"{base}/san-pham/x_{web_goods.pk}/", timeout=PATIENCE),
            "search": lambda: found(requests.get(f"{base}/tim-kiem/?q=mat+ong", timeout=PATIENCE)),
            "basket": lambda: shopper.walk_to_the_checkout(web_goods.pk),
            "checkout": shopper.order,
            "ipn": lambda: requests.get(f"{base}/thanh-toan/vnpay/ipn", params=next(paying), timeout=PATIENCE),
            "kiosk": lambda: sell(base),
        }
        return {name: timed(step) for name, step in steps.items()}

    return run


def found(answer):
    """The page of goods that were looked for: they must be on it."""
    assert "Mật ong rừng U Minh" in answer.text
    return answer


def timed(step):
    """Seconds it took; it must have worked."""
    begun = time.monotonic()
    answer = step()
    assert answer is None or answer.status_code < 400, answer.text[:1000]
    return time.monotonic() - begun


def test_the_shop_goes_on_and_everything_is_made_up_for(hurt_market, proxies, gateway, errands, full):
    web = hurt_market.pages()
    hurt_market.worker(processes=2)
    hurt_market.beat()
    web.wait_until_ready()
    goods = Product.objects.count()
    eventually(lambda: ProductDocument.objects.count() == goods and not any(differing_entries().values()), True)
    errands(web.base)
    for engine, way in OUTAGES:
        begun = time.monotonic()
        getattr(proxies[engine], way)()
        try:
            took = errands(web.base)
            assert max(took.values()) < QUICK, f"{engine} {way}: {took}"
            while full and time.monotonic() < begun + 30:
                took = timed(lambda: requests.get(f"{web.base}/", timeout=PATIENCE))
                assert took < QUICK, f"{engine} {way}: home took {took}"
                time.sleep(0.5)
        finally:
            proxies[engine].recover()
    eventually(lambda: Delivery.objects.exclude(state=Delivery.State.DELIVERED).count(), 0, within=300)
    eventually(lambda: any(differing_entries().values()), False, within=60)
    assert_nothing_lost_or_doubled(gateway)


def assert_nothing_lost_or_doubled(gateway):
    """Every paid order confirmed, every confirmation heard once, every message sent once."""
    times = len(OUTAGES) + 1
    assert Counter(Order.objects.values_list("channel", "status")) == {
        ("web", "confirmed"): 2 * times,
        ("fair", "completed"): times,
    }
    confirmed = RecordedEvent.objects.filter(name="OrderConfirmed")
    assert Counter(FeedEntry.objects.filter(kind="OrderConfirmed").values_list("event_id", flat=True)) == Counter(
        confirmed.values_list("event_id", flat=True)
    )
    assert gateway.sent == Counter(Message.objects.values_list("key", flat=True))
