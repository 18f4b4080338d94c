"""The second factor of staff: a password beside the phone."""

from __future__ import annotations

from base import clock
from people.errors import PasswordRefused, WeakPassword
from people.limits import PASSWORDS_PER_ADDRESS, PASSWORDS_PER_PERSON, count_try
from people.models import User

SHORTEST = 10


def set_second_factor(*, user: User, password: str) -> None:
    """Set the password of a member of staff; whoever was logged in as them elsewhere has to come in again.

    Raises WeakPassword.
    """
    if len(password) < SHORTEST or len(set(password)) < 5 or password.strip("+") == user.phone.strip("+"):
        raise WeakPassword(at_least=SHORTEST)
    user.set_password(password)
    user.save(update_fields=["password"])


def check_second_factor(*, user_id: int, password: str, address: str) -> User:
    """The member of staff, when the password fits. Raises PasswordRefused, TooManyAttempts.

    `user_id` is the account whose code was just right.
    """
    now = clock.now()
    count_try(PASSWORDS_PER_ADDRESS, address, now=now)
    count_try(PASSWORDS_PER_PERSON, str(user_id), now=now)
    user = User.objects.filter(pk=user_id).first()
    # The hash is worked out for closed accounts too: the time it takes tells nothing.
    if user is None or not user.check_password(password) or not user.is_active:
        raise PasswordRefused
    return user
