"""A browser becomes a kiosk by a code that staff read out, and stops being one when staff say so."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from base import clock
from base.errors import Conflict, InvalidInput, TooManyAttempts
from marketplace.kiosks.errors import PairingCodeInvalid
from marketplace.kiosks.models import DeviceSighting, Fair, KioskDevice, PairingCode, PairingTry
from orders.numbers import ALPHABET
from people.models import User

CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
#: Misses from one address within TRY_WINDOW: enough for clumsy fingers, too few to guess.
MOST_TRIES = 10
TRY_WINDOW = timedelta(minutes=10)
SIGHTING_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_pairing_code(*, fair: Fair, device_name: str, staff: User) -> str:
    """A code for one device, good for ten minutes; only its hash is kept, so it can be shown this once.

    Raises InvalidInput without a name, Conflict when the fair is over.
    """
    if not device_name.strip():
        raise InvalidInput({"device_name": "required"})
    now = clock.now()
    if fair.ends_on < clock.market_day(now):
        raise Conflict(fair_id=fair.pk)
    PairingCode.objects.filter(used_at__isnull=True, expires_at__lte=now).delete()
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    PairingCode.objects.create(
        fair=fair,
        device_name=device_name.strip()[:60],
        code_hash=_code_hash(code),
        made_by=staff,
        expires_at=now + CODE_LIFE,
    )
    return code


def pair_device(*, code: str, ip: str) -> tuple[KioskDevice, str]:
    """Use a code up: the new device and its key, which nobody can read again.

    Raises PairingCodeInvalid, TooManyAttempts.
    """
    # Written before the look, and apart from it: many guesses at once cannot overtake the count.
    noted = _count_try(ip)
    paired = _use_code(code)
    # Only misses count against the address: a whole row of kiosks is paired from one.
    noted.delete()
    return paired


@transaction.atomic
def _use_code(typed: str) -> tuple[KioskDevice, str]:
    now = clock.now()
    bare = "".join(typed.upper().split()).replace("-", "")
    matching = PairingCode.objects.filter(code_hash=_code_hash(bare), used_at__isnull=True, expires_at__gt=now)
    found = matching.select_related("fair", "made_by").first()
    # Of two browsers with the same code the database lets one through.
    if found is None or not matching.filter(pk=found.pk).update(used_at=now):
        raise PairingCodeInvalid
    key = secrets.token_urlsafe(32)
    device = KioskDevice.objects.create(
        fair=found.fair,
        name=found.device_name,
        key_hash=key_hash(key),
        paired_by=found.made_by,
        paired_at=now,
    )
    DeviceSighting.objects.create(device=device, last_seen_at=now)
    return device, key


def revoke_device(*, device_id: int) -> KioskDevice:
    """The device's key opens nothing any more. Raises Conflict when it was revoked before."""
    if not KioskDevice.objects.filter(pk=device_id, revoked_at__isnull=True).update(revoked_at=clock.now()):
        raise Conflict(device_id=device_id)
    return KioskDevice.objects.get(pk=device_id)


def see_device(*, device: KioskDevice) -> None:
    """Note that the device was heard of; at most once a minute, for it asks all the time."""
    now = clock.now()
    if device.sighting.last_seen_at > now - SIGHTING_EVERY:
        return
    DeviceSighting.objects.filter(device=device, last_seen_at__lte=now - SIGHTING_EVERY).update(last_seen_at=now)


def key_hash(key: str) -> str:
    """What is kept of a device key: it has 256 random bits, so a plain hash gives nothing away."""
    return hashlib.sha256(key.encode()).hexdigest()


def _code_hash(code: str) -> str:
    # Keyed with the market's secret: eight characters could be searched through by whoever gets hold of the table.
    return salted_hmac("kiosks.pairing", code, algorithm="sha256").hexdigest()


def _count_try(ip: str) -> PairingTry:
    now = clock.now()
    PairingTry.objects.filter(at__lte=now - TRY_WINDOW).delete()
    noted = PairingTry.objects.create(ip=ip[:45], at=now)
    if PairingTry.objects.filter(ip=ip[:45]).count() > MOST_TRIES:
        raise TooManyAttempts(retry_after=int(TRY_WINDOW.total_seconds()))
    return noted
