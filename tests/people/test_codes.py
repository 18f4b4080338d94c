"""One-time codes: hashed, single use, five minutes, five tries, bound to the browser that asked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from base import clock
from base.errors import TooManyAttempts
from people.errors import CodeRefused
from people.models import Attempts, OneTimeCode, User
from people.services import AskedCode, ask_for_code, check_code, forget_codes
from tests.people.conftest import ADDRESS, BROWSER, PHONE

pytestmark = pytest.mark.django_db


def check(digits, phone=PHONE, browser=BROWSER, address=ADDRESS):
    return check_code(phone=phone, digits=digits, browser=browser, address=address)


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def later(**more):
    return clock.at(clock.now() + timedelta(**more))


def test_the_right_code_lets_in(ask, minh):
    assert check(ask(minh.phone), minh.phone) == minh


def test_a_number_that_never_came_gets_an_account_that_only_codes_open(ask):
    user = check(ask())
    assert (user.phone, user.is_active, user.is_staff) == (PHONE, True, False)
    assert not user.has_usable_password()
    with later(minutes=1):
        assert check(ask()) == user


def test_asking_alone_makes_no_account(ask):
    ask()
    assert not User.objects.exists()


def test_nothing_stored_holds_the_digits_or_the_browser(ask):
    digits = ask()
    stored = " ".join(str(value) for value in OneTimeCode.objects.values_list().get())
    assert digits not in stored.replace(PHONE, "")
    assert BROWSER not in stored
    assert ADDRESS not in " ".join(Attempts.objects.values_list("key", flat=True))


def test_the_digits_are_not_shown_where_the_object_is_printed():
    assert "123456" not in repr(AskedCode("login-code-1", "123456"))


def test_a_code_works_once(ask):
    digits = ask()
    check(digits)
    with pytest.raises(CodeRefused):
        check(digits)


def test_a_code_lives_five_minutes(ask):
    digits = ask()
    with later(minutes=5, seconds=1), pytest.raises(CodeRefused):
        check(digits)
    with later(minutes=4, seconds=59):
        check(digits)


def test_the_sixth_try_is_refused_even_when_it_is_right(ask):
    digits = ask()
    for _ in range(5):
        with pytest.raises(CodeRefused):
            check(wrong(digits))
    with pytest.raises(CodeRefused):
        check(digits)


def test_the_fifth_try_may_be_the_right_one(ask):
    digits = ask()
    for _ in range(4):
        with pytest.raises(CodeRefused):
            check(wrong(digits))
    check(digits)


def test_another_browser_cannot_use_the_code_nor_burn_its_tries(ask):
    digits = ask()
    for _ in range(6):
        with pytest.raises(CodeRefused):
            check(digits, browser="another-browser")
    check(digits)


def test_only_the_last_code_counts(ask):
    first = ask()
    with later(minutes=1):
        second = ask()
        if first != second:
            with pytest.raises(CodeRefused):
                check(first)
        check(second)


def test_a_closed_account_is_refused_like_a_wrong_code(ask, minh):
    digits = ask(minh.phone)
    User.objects.filter(pk=minh.pk).update(is_active=False)
    with pytest.raises(CodeRefused) as closed:
        check(digits, minh.phone)
    with pytest.raises(CodeRefused) as mistaken:
        check(wrong(digits), minh.phone)
    assert (closed.value.code, closed.value.data) == (mistaken.value.code, mistaken.value.data)


def test_asking_costs_the_same_queries_for_known_and_unknown(ask, minh, django_assert_num_queries):
    with django_assert_num_queries(4):
        ask(minh.phone)
    with django_assert_num_queries(4):
        ask(PHONE)


def test_a_second_code_has_to_wait_half_a_minute(ask):
    ask()
    with pytest.raises(TooManyAttempts) as refused:
        ask()
    assert 0 < refused.value.data["retry_after"] <= 30


def test_a_number_gets_five_codes_in_half_an_hour(ask):
    start = clock.now().replace(minute=1, second=0)
    for minute in range(5):
        with clock.at(start + timedelta(minutes=minute)):
            ask()
    with clock.at(start + timedelta(minutes=6)), pytest.raises(TooManyAttempts) as refused:
        ask()
    assert refused.value.data["retry_after"] == 23 * 60
    with clock.at(start + timedelta(minutes=30)):
        ask()


def test_an_address_cannot_ask_for_everybody(ask):
    with clock.at(clock.now().replace(minute=1)):
        for n in range(60):
            ask(f"+8491200{n:04}")
        with pytest.raises(TooManyAttempts):
            ask("+84912009999")
        ask("+84912009999", address="203.0.113.8")


def test_old_codes_and_counts_are_forgotten(ask):
    ask()
    assert forget_codes(now=clock.now()) == 0
    assert forget_codes(now=clock.now() + timedelta(days=8)) == 3
    assert not OneTimeCode.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_the_right_digits_are_one():
    asked = ask_for_code(phone=PHONE, browser=BROWSER, address=ADDRESS)

    def try_once(_):
        try:
            return check(asked.digits).pk
        except CodeRefused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        let_in = [pk for pk in threads.map(try_once, range(4)) if pk]
    assert len(let_in) == 1
