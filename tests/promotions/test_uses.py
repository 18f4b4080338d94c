"""How often a voucher is used: the database counts, and an order that comes to nothing gives its use back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from base import clock
from base.money import Dong
from orders.models import Order, OrderDiscount
from orders.services import cancel_order, confirm_order, expire_order, refuse_seller_order
from promotions.errors import VoucherEnded, VoucherNotBegun, VoucherUsed, VoucherUsedByBuyer
from promotions.services import end_voucher, take_use
from promotions.vouchers.models import Voucher, VoucherApplication

pytestmark = pytest.mark.django_db
ONCE, EACH_ONCE = Voucher.SINGLE_USE, Voucher.ONCE_PER_CUSTOMER


def uses(code="TET10"):
    held = Voucher.objects.get(code=code).num_orders
    assert VoucherApplication.objects.filter(voucher__code=code).count() == held
    return held


def test_a_single_use_is_one_order_and_the_next_is_refused(voucher, order, shrimp):
    voucher(percent=10, usage=ONCE)
    order(shrimp, voucher_code="TET10")
    with pytest.raises(VoucherUsed):
        order(shrimp, voucher_code="TET10")
    assert (uses(), Order.objects.count(), OrderDiscount.objects.count()) == (1, 1, 1)


def test_the_same_request_twice_is_one_use(voucher, order, shrimp):
    from orders.services import OrderRequest, WantedLine, place_order

    voucher(percent=10, usage=ONCE)
    request = OrderRequest("again", (WantedLine(shrimp.pk, 1),), "cod", voucher_code="TET10")
    assert place_order(request=request) == place_order(request=request)
    assert uses() == 1


def test_a_refused_order_leaves_nothing_behind(voucher, order, shrimp):
    from base.errors import MarketError

    voucher(percent=10, usage=ONCE)
    with pytest.raises(MarketError):
        order(shrimp, 11, voucher_code="TET10")
    assert uses() == 0


def test_a_limit_counts_orders_that_stand(voucher, order, shrimp):
    voucher(percent=10, most_orders=2)
    first = order(shrimp, voucher_code="TET10")
    order(shrimp, voucher_code="TET10")
    cancel_order(order_number=first.number, by="buyer")
    order(shrimp, voucher_code="TET10")
    with pytest.raises(VoucherUsed):
        order(shrimp, voucher_code="TET10")


def test_once_for_each_buyer_goes_by_the_phone_number(voucher, order, shrimp, minh):
    from orders.services import DeliveryAddress

    voucher(percent=10, usage=EACH_ONCE)
    order(shrimp, voucher_code="TET10", user_id=minh.pk)
    with pytest.raises(VoucherUsedByBuyer):
        # Minh's own number, and nobody logged in.
        order(shrimp, voucher_code="TET10")
    with pytest.raises(VoucherUsedByBuyer):
        order(shrimp, voucher_code="TET10", user_id=minh.pk, address=DeliveryAddress("Chị Tư", "+84912000099"))
    order(shrimp, voucher_code="TET10", address=DeliveryAddress("Chị Tư", "+84912000099"))
    assert uses() == 2
    assert "0912" not in "".join(VoucherApplication.objects.values_list("buyer", flat=True))


def test_whoever_cancelled_may_use_it_again(voucher, order, shrimp):
    voucher(percent=10, usage=EACH_ONCE)
    for _time in range(2):
        placed = order(shrimp, voucher_code="TET10")
        cancel_order(order_number=placed.number, by="buyer")
    assert uses() == 0


def test_a_period_begins_and_ends(voucher, order, shrimp):
    now = clock.now()
    voucher("LATER", percent=10, begins=now + timedelta(days=1))
    voucher("OVER", percent=10, ends=now - timedelta(days=1))
    with pytest.raises(VoucherNotBegun):
        order(shrimp, voucher_code="LATER")
    with pytest.raises(VoucherEnded):
        order(shrimp, voucher_code="OVER")


def test_an_ended_one_is_over_also_before_it_began(voucher, order, shrimp):
    made = voucher(percent=10, begins=clock.now() + timedelta(days=1))
    end_voucher(voucher_id=made.pk, now=clock.now())
    with pytest.raises(VoucherEnded):
        order(shrimp, voucher_code="TET10")
    with pytest.raises(VoucherEnded):
        end_voucher(voucher_id=made.pk, now=clock.now())


def test_an_unpaid_order_gives_it_back_and_comes_back_with_it(voucher, order, shrimp):
    voucher(percent=10, usage=ONCE)
    placed = order(shrimp, method="vnpay", voucher_code="TET10")
    expire_order(order_number=placed.number)
    assert uses() == 0
    confirm_order(order_number=placed.number, amount=placed.total)
    placed.refresh_from_db()
    assert (placed.status, uses()) == ("confirmed", 1)


def test_who_pays_after_another_has_used_it_gets_his_money_back(voucher, order, shrimp, recorded):
    voucher(percent=10, usage=ONCE)
    late = order(shrimp, method="vnpay", voucher_code="TET10")
    expire_order(order_number=late.number)
    order(shrimp, voucher_code="TET10")
    confirm_order(order_number=late.number, amount=late.total)
    late.refresh_from_db()
    assert (late.status, uses()) == ("expired", 1)
    assert [due["amount_vnd"] for due in recorded("RefundBecameDue")] == [late.total.amount]
    stock = shrimp.stockrecords.get()
    assert stock.num_allocated == 1


def test_when_its_only_producer_refuses_it_is_free_again(voucher, order, shrimp):
    voucher(percent=10, usage=ONCE)
    placed = order(shrimp, voucher_code="TET10")
    refuse_seller_order(seller_order_id=placed.seller_orders.get().pk, reason="Hết hàng")
    assert uses() == 0


def test_the_database_minds_by_itself(voucher):
    made = voucher(percent=10, usage=ONCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=made.pk).update(num_orders=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=made.pk).update(most_orders=2)


@pytest.mark.django_db(transaction=True)
def test_a_use_is_not_taken_outside_a_transaction(voucher):
    from promotions.services import NotInTransaction

    assert not connection.in_atomic_block
    with pytest.raises(NotInTransaction):
        take_use(voucher=voucher(percent=10), order_id=1, buyer="", user_id=None, now=None)


def test_the_shown_sum_is_the_discounted_one(voucher, order, shrimp):
    voucher(amount=40_000, minimum=100_000)
    fee = shrimp.stockrecords.get().partner.delivery_fee_vnd
    placed = order(shrimp, voucher_code="TET10", shown_total=Dong(333_333 + fee - 40_000))
    assert placed.total.amount == 333_333 + fee - 40_000
