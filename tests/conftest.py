"""What all tests share: the named cast (Lan sells, Minh buys, Hoa officiates, Tuấn operates) and a real browser."""

from __future__ import annotations

import os

import pytest
from django.contrib.auth.models import Group
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.books import emptying_the_books
from tests.chromium import CHROMIUM, CHROMIUM_FLAGS

# Seconds say nothing on a machine that does something else besides; what examples find does.
# The same examples each time, so that a change alone decides whether it lands; FULL=1 looks for new ones.
hypothesis_settings.register_profile(
    "market",
    deadline=None,
    derandomize=os.environ.get("FULL") != "1",
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("market")


#: Who asks for one of these is marked "engines": all workers would share what it stands on.
ENGINES = {"clean_engines", "elastic"}


def pytest_collection_modifyitems(config, items):
    """Mark what needs the engines; leave the browser out where there is no Chromium, and say so loudly."""
    for item in items:
        if ENGINES & set(item.fixturenames):
            item.add_marker(pytest.mark.engines)
    if CHROMIUM:
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if item not in browser]


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line("NO CHROMIUM FOUND: the browser journeys did NOT run.", red=True, bold=True)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MESSAGES_FILE = tmp_path / "messages.jsonl"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True, scope="session")
def _books_are_emptied_between_tests():
    """Tests that commit leave the database as it was before them; the books themselves refuse that (tests/books.py)."""
    with emptying_the_books():
        yield


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the session; each test opens a context of its own."""
    from playwright.sync_api import sync_playwright

    # Playwright leaves a loop running in this thread, and Django would refuse every later question to the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


def person(phone: str, name: str, *roles: str, password: str | None = None):
    """A user with roles."""
    from people.models import User

    user = User.objects.create_user(phone, password, full_name=name, is_staff=bool(roles))
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


@pytest.fixture
def lan(db):
    return person("+84912000001", "Thạch Thị Lan")


@pytest.fixture
def minh(db):
    return person("+84912000002", "Trần Minh")


@pytest.fixture
def hoa(db):
    return person("+84912000003", "Lê Thị Hoa", "official")


@pytest.fixture
def tuan(db):
    return person("+84912000004", "Nguyễn Văn Tuấn", "operator")


@pytest.fixture
def stranger(db):
    return person("+84912000009", "Người Lạ")


@pytest.fixture
def category(db):
    from catalogue.models import Category

    return Category.add_root(name="Hải sản khô", slug="hai-san-kho")


@pytest.fixture
def lans_stall(lan, tuan):
    """Lan's approved stall in Năm Căn."""
    from sellers.services import approve_seller, register_seller

    seller = register_seller(user=lan, name="Sạp chị Lan", holder_name="Thạch Thị Lan", commune_code="32191")
    approve_seller(seller_id=seller.pk, operator=tuan)
    seller.refresh_from_db()
    return seller


@pytest.fixture
def stall_of_hai(tuan):
    """Hải's approved stall, in the same commune as Lan's."""
    from sellers.services import approve_seller, register_seller

    hai = person("+84912000005", "Danh Hải")
    seller = register_seller(user=hai, name="Sạp anh Hải", holder_name="Danh Hải", commune_code="32191")
    approve_seller(seller_id=seller.pk, operator=tuan)
    seller.refresh_from_db()
    return seller


@pytest.fixture
def make_product(category, tuan):
    """Make a live product: make_product(seller, title=…, price=…, quantity=…)."""
    from base.money import Dong
    from sellers.services import approve_product, list_product
    from sellers.services.listings import ListingInput

    def make(seller, title="Tôm khô Rạch Gốc", price=780_000, quantity=5, unit="túi 500 g"):
        listing = ListingInput(title, Dong(price), unit, quantity, category.pk)
        product = list_product(seller_id=seller.pk, listing=listing)
        approve_product(product_id=product.pk, operator=tuan)
        product.refresh_from_db()
        return product

    return make
