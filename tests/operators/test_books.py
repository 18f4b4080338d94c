"""The check of the books finds nothing in sound ones and names what is wrong in others."""

import pytest
from django.core.management import CommandError, call_command

from base.money import Dong
from events.dispatcher import dispatch_all
from events.models import Delivery
from marketplace.operators.selectors.books import differences
from orders.models import SellerOrder
from orders.services import (
    OrderRequest,
    WantedLine,
    accept_seller_order,
    confirm_receipt,
    hand_over_seller_order,
    place_order,
)
from payments.ledger.services import post_entry
from payments.sales.catching_up import book_missing
from payments.sales.models import Sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(lans_stall, make_product):
    """A delivered part whose events nobody has delivered yet."""
    request = OrderRequest("r", (WantedLine(make_product(lans_stall).pk, 2),), "cod")
    sold = place_order(request=request).seller_orders.get()
    for step in (accept_seller_order, hand_over_seller_order, confirm_receipt):
        step(seller_order_id=sold.pk)
    return sold


def codes():
    return [one.code for one in differences()]


def test_sound_books_agree_and_what_is_on_its_way_is_waited_for(part):
    assert codes() == []
    dispatch_all()
    assert (codes(), Sale.objects.count()) == ([], 1)
    call_command("check_ledger")


def test_a_lost_delivery_is_named_and_made_good_from_the_log(part):
    Delivery.objects.filter(subscriber="payments.handlers.book_sale").delete()
    assert codes() == ["sale_missing"]
    with pytest.raises(CommandError):
        call_command("check_ledger")
    assert book_missing() == 3
    assert (codes(), book_missing()) == ([], 0)


def test_what_was_booked_by_hand_is_named(part):
    dispatch_all()
    post_entry(reference="x", kind="sale", debit={"order:CDNONE": Dong(5)}, credit={"income:commission": Dong(5)})
    assert codes() == ["taken_otherwise", "order_account", "order_unknown"]


def test_a_part_that_was_changed_after_its_sale_is_named(part):
    dispatch_all()
    SellerOrder.objects.filter(pk=part.pk).update(goods_vnd=1)
    assert codes() == ["sale_differs_from_part"]
    SellerOrder.objects.filter(pk=part.pk).update(state="handed_over")
    assert "sale_of_nothing" in codes()
