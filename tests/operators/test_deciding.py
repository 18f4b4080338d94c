"""Stalls and listings are let in or given back with a reason, and the market follows at once."""

import pytest
from django.urls import reverse

from base.money import Dong
from catalogue.models import Product
from marketplace.audit.models import AuditEntry
from marketplace.operators.forms import LISTING_REASONS, SELLER_REASONS
from sellers.models import Partner
from sellers.services import list_product, register_seller
from sellers.services.listings import ListingInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting_stall(lan):
    return register_seller(user=lan, name="Sạp chị Lan", holder_name="Thạch Thị Lan", commune_code="32191")


@pytest.fixture
def waiting_listing(lans_stall, category):
    listing = ListingInput("Tôm khô Rạch Gốc", Dong(780_000), "túi 500 g", 5, category.pk)
    return list_product(seller_id=lans_stall.pk, listing=listing)


def state_of(stall):
    return Partner.objects.get(pk=stall.pk).state


def listing_of(product):
    return Product.objects.get(pk=product.pk).listing


def send(desk, name, pk, **typed):
    return desk.post(reverse(f"operators:{name}", args=[pk]), typed, follow=True)


def test_a_stall_is_let_in(desk, waiting_stall):
    page = send(desk, "seller_approve", waiting_stall.pk)
    assert "Đã duyệt “Sạp chị Lan”" in page.content.decode()
    assert state_of(waiting_stall) == "approved"


def test_a_stall_is_given_back_with_words_its_owner_reads(desk, waiting_stall):
    send(desk, "seller_refuse", waiting_stall.pk, reason="1")
    waiting_stall.refresh_from_db()
    assert (waiting_stall.state, waiting_stall.refusal_reason) == ("refused", SELLER_REASONS[1])


def test_a_reason_must_be_chosen(desk, waiting_stall):
    page = send(desk, "seller_refuse", waiting_stall.pk)
    assert page.status_code == 422
    assert "Chọn một lý do" in page.content.decode()
    assert state_of(waiting_stall) == "pending"


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "Viết lý do"), ("   ", "Viết lý do"), ("dài " * 100, "Viết gọn trong 300 chữ")],
)
def test_ones_own_reason_needs_words_and_not_too_many(desk, waiting_stall, words, told):
    page = send(desk, "seller_refuse", waiting_stall.pk, reason="other", own_words=words)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert state_of(waiting_stall) == "pending"


def test_what_was_typed_stays_when_it_is_refused(desk, waiting_stall):
    words = "Xin gọi lại số này <b>sau 5 giờ</b> " + "rất dài " * 50
    page = send(desk, "seller_refuse", waiting_stall.pk, reason="other", own_words=words).content.decode()
    assert "&lt;b&gt;sau 5 giờ&lt;/b&gt;" in page
    assert "<b>sau 5 giờ" not in page


def test_a_stall_is_closed_for_a_while_and_opened_again(desk, lans_stall, make_product, client):
    product = make_product(lans_stall)
    shown = reverse("storefront:product", args=[product.slug, product.pk])
    send(desk, "seller_suspend", lans_stall.pk, reason="0")
    assert state_of(lans_stall) == "suspended"
    assert "Bỏ vào giỏ" not in client.get(shown).content.decode()
    send(desk, "seller_reopen", lans_stall.pk)
    assert state_of(lans_stall) == "approved"
    assert "Bỏ vào giỏ" in client.get(shown).content.decode()


def test_two_operators_at_once_are_told_who_was_first(desk, waiting_stall):
    send(desk, "seller_approve", waiting_stall.pk)
    page = send(desk, "seller_approve", waiting_stall.pk).content.decode()
    assert "không còn ở bước đó" in page or "vừa có người" in page
    assert AuditEntry.objects.filter(action="seller_approved").count() == 1


def test_a_listing_is_let_in_and_the_next_one_shown(desk, waiting_listing, lans_stall, category):
    other = ListingInput("Mật ong rừng", Dong(350_000), "chai 500 ml", 5, category.pk)
    following = list_product(seller_id=lans_stall.pk, listing=other)
    page = send(desk, "listing_approve", waiting_listing.pk)
    assert listing_of(waiting_listing) == Product.Listing.LIVE
    assert page.redirect_chain[-1][0] == reverse("operators:listing", args=[following.pk])


def test_a_listing_is_given_back_with_a_reason(desk, waiting_listing):
    send(desk, "listing_refuse", waiting_listing.pk, reason="2")
    waiting_listing.refresh_from_db()
    assert waiting_listing.listing == Product.Listing.REFUSED
    assert waiting_listing.refusal_reason == LISTING_REASONS[2]


@pytest.mark.parametrize("asked", ["?page=x", "?page=99999", "?tinh-trang=%00", "?sap=9" + "9" * 30, "?q=%27%22%3B--"])
def test_any_question_gets_a_page(desk, asked):
    for page in ("sellers", "listings", "orders", "deliveries", "log"):
        assert desk.get(reverse(f"operators:{page}") + asked).status_code == 200
