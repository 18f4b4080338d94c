"""Roles, and the second question staff answer at the door."""

import pytest

from base.errors import InvalidInput, TooManyAttempts
from people.errors import PasswordRefused, WeakPassword
from people.models import OFFICIAL, OPERATOR, User
from people.selectors import needs_second_factor, people_with_role
from people.services import check_second_factor, grant_role, revoke_role, set_second_factor

pytestmark = pytest.mark.django_db
WORDS = "rừng đước xanh"


def check(user, password, address="203.0.113.7"):
    return check_second_factor(user_id=user.pk, password=password, address=address)


def test_a_role_makes_staff_and_losing_the_last_one_ends_it(minh):
    grant_role(user=minh, role=OPERATOR)
    grant_role(user=minh, role=OFFICIAL)
    assert minh.roles == {OPERATOR, OFFICIAL}
    assert needs_second_factor(User.objects.get(pk=minh.pk))
    assert list(people_with_role(OPERATOR)) == [minh]
    revoke_role(user=minh, role=OPERATOR)
    assert needs_second_factor(minh)
    revoke_role(user=minh, role=OFFICIAL)
    assert not needs_second_factor(User.objects.get(pk=minh.pk))


def test_a_role_there_is_not(minh):
    with pytest.raises(InvalidInput):
        grant_role(user=minh, role="king")


def test_the_password_fits_or_not(tuan):
    set_second_factor(user=tuan, password=WORDS)
    assert check(tuan, WORDS) == tuan
    with pytest.raises(PasswordRefused):
        check(tuan, WORDS + " ")


def test_a_closed_account_is_refused_like_a_wrong_password(tuan):
    set_second_factor(user=tuan, password=WORDS)
    User.objects.filter(pk=tuan.pk).update(is_active=False)
    with pytest.raises(PasswordRefused):
        check(tuan, WORDS)


def test_staff_without_a_password_do_not_come_in(tuan):
    for password in ("", "!"):
        with pytest.raises(PasswordRefused):
            check(tuan, password)


def test_five_tries_in_a_quarter_of_an_hour(tuan):
    set_second_factor(user=tuan, password=WORDS)
    for n in range(5):
        with pytest.raises(PasswordRefused):
            check(tuan, f"guess {n}", address=f"203.0.113.{n}")
    with pytest.raises(TooManyAttempts):
        check(tuan, WORDS)


@pytest.mark.parametrize("password", ["", "short", "a" * 20, "84912000004"])
def test_what_is_guessed_easily_is_refused(tuan, password):
    with pytest.raises(WeakPassword):
        set_second_factor(user=tuan, password=password)
