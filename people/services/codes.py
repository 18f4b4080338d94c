"""One-time codes. Whether a number is known makes no difference before its owner has proved to hold it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth.hashers import make_password
from django.db import models, transaction

from base import clock
from base.errors import TooManyAttempts
from people.errors import CodeRefused
from people.hashing import keyed_hash, same
from people.limits import CODES_PER_ADDRESS, CODES_PER_PHONE, TRIES_PER_ADDRESS, count_try, forget_attempts
from people.models import OneTimeCode, User

LIFE = timedelta(minutes=5)
#: A message takes some seconds; nobody needs a second one sooner.
BETWEEN_TWO = timedelta(seconds=30)
#: Codes are of use for minutes; their rows stay a while so that trouble at the door can be looked into.
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class AskedCode:
    """A fresh code to be sent, once. `key` names the message; the digits are stored nowhere."""

    key: str
    digits: str = field(repr=False)


def ask_for_code(*, phone: str, browser: str, address: str) -> AskedCode:
    """Make a code for a number (E.164), good for five minutes and five tries in the browser that asked.

    `browser` is a secret only that browser knows, `address` where it calls from. Accounts are not looked at, so
    known and unknown numbers cannot be told apart. Raises TooManyAttempts.
    """
    now = clock.now()
    _not_too_soon(phone, now)
    count_try(CODES_PER_ADDRESS, address, now=now)
    count_try(CODES_PER_PHONE, phone, now=now)
    digits = f"{secrets.randbelow(10**6):06}"
    asked = OneTimeCode.objects.create(
        phone=phone,
        code_hash=_hash_of_code(phone, digits),
        browser_hash=_hash_of_browser(browser),
        created_at=now,
        expires_at=now + LIFE,
    )
    return AskedCode(f"login-code-{asked.pk}", digits)


def _not_too_soon(phone: str, now: datetime) -> None:
    last = OneTimeCode.objects.filter(phone=phone).order_by("-created_at").values_list("created_at", flat=True).first()
    if last and last + BETWEEN_TWO > now:
        raise TooManyAttempts(retry_after=ceil((last + BETWEEN_TWO - now).total_seconds()))


def check_code(*, phone: str, digits: str, browser: str, address: str) -> User:
    """Whose phone it is that received the code; a number that never came before gets an account.

    Only the last code this browser asked for counts. Raises CodeRefused, TooManyAttempts.
    """
    now = clock.now()
    count_try(TRIES_PER_ADDRESS, address, now=now)
    mine = OneTimeCode.objects.filter(phone=phone, browser_hash=_hash_of_browser(browser))
    asked = mine.order_by("-created_at", "-pk").first()
    if asked is None or not _take_a_try(asked, now):
        raise CodeRefused
    if not same(asked.code_hash, _hash_of_code(phone, digits)):
        raise CodeRefused
    return _come_in(asked, now)


def _take_a_try(asked: OneTimeCode, now: datetime) -> bool:
    # The try is paid for before the digits are looked at, and committed whatever they turn out to be.
    open_codes = OneTimeCode.objects.filter(pk=asked.pk, used_at=None, expires_at__gt=now, tries_left__gt=0)
    return bool(open_codes.update(tries_left=models.F("tries_left") - 1))


@transaction.atomic
def _come_in(asked: OneTimeCode, now: datetime) -> User:
    # Of two browsers' tabs with the right digits at once, one finds the code unused.
    if not OneTimeCode.objects.filter(pk=asked.pk, used_at=None).update(used_at=now):
        raise CodeRefused
    user, _ = User.objects.get_or_create(phone=asked.phone, defaults={"password": make_password(None)})
    if not user.is_active:
        raise CodeRefused
    return user


def forget_codes(*, now: datetime) -> int:
    """Drop old codes and counted tries; says how many rows went."""
    dropped, _ = OneTimeCode.objects.filter(created_at__lt=now - KEPT).delete()
    return dropped + forget_attempts(now=now)


def _hash_of_code(phone: str, digits: str) -> str:
    return keyed_hash("login-code", phone, digits)


def _hash_of_browser(browser: str) -> str:
    return keyed_hash("login-browser", browser)
