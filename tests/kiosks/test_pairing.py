"""A code pairs one browser, once, for ten minutes; a revoked key opens nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from base import clock
from base.errors import Conflict, InvalidInput, TooManyAttempts
from marketplace.kiosks.errors import PairingCodeInvalid
from marketplace.kiosks.models import DeviceSighting, KioskDevice, PairingCode
from marketplace.kiosks.selectors.fairs import device_of_key
from marketplace.kiosks.services import make_pairing_code, pair_device, revoke_device, see_device
from marketplace.kiosks.services.pairing import MOST_TRIES


@pytest.fixture
def code(fair, staff):
    return make_pairing_code(fair=fair, device_name=" Quầy 12 ", staff=staff)


def test_only_hashes_are_kept(code, fair, staff):
    device, key = pair_device(code=code, ip="10.0.0.1")
    stored = [*PairingCode.objects.values_list("code_hash", flat=True), device.key_hash]
    assert code not in stored
    assert key not in stored
    assert len(code) == 8
    assert len(key) >= 43
    assert (device.fair, device.name, device.paired_by) == (fair, "Quầy 12", staff)
    assert device_of_key(key) == device


def test_a_code_is_read_as_people_type_it(code):
    assert pair_device(code=f" {code[:4].lower()}-{code[4:].lower()} ", ip="10.0.0.1")


def test_a_code_works_once(code):
    pair_device(code=code, ip="10.0.0.1")
    with pytest.raises(PairingCodeInvalid):
        pair_device(code=code, ip="10.0.0.1")
    assert KioskDevice.objects.count() == 1


def test_a_code_expires_after_ten_minutes(code):
    with clock.at(clock.now() + timedelta(minutes=10, seconds=1)), pytest.raises(PairingCodeInvalid):
        pair_device(code=code, ip="10.0.0.1")


def test_guessing_is_stopped_and_forgotten_after_a_while(code):
    for _ in range(MOST_TRIES):
        with pytest.raises(PairingCodeInvalid):
            pair_device(code="AAAA2222", ip="10.0.0.1")
    with pytest.raises(TooManyAttempts) as stopped:
        pair_device(code=code, ip="10.0.0.1")
    assert stopped.value.data["retry_after"] == 600
    assert pair_device(code=code, ip="10.0.0.2")
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(PairingCodeInvalid):
        pair_device(code="AAAA2222", ip="10.0.0.1")


def test_a_row_of_kiosks_is_paired_from_one_address(fair, staff):
    for number in range(MOST_TRIES + 2):
        pair_device(code=make_pairing_code(fair=fair, device_name=f"Quầy {number}", staff=staff), ip="10.0.0.1")
    assert KioskDevice.objects.count() == MOST_TRIES + 2


def test_no_code_without_a_name_or_for_a_fair_that_is_over(fair, staff):
    with pytest.raises(InvalidInput):
        make_pairing_code(fair=fair, device_name="  ", staff=staff)
    with clock.at(clock.now() + timedelta(days=9)), pytest.raises(Conflict):
        make_pairing_code(fair=fair, device_name="Quầy 1", staff=staff)


def test_a_revoked_key_opens_nothing(kiosk):
    device, key = kiosk
    revoke_device(device_id=device.pk)
    assert device_of_key(key) is None
    with pytest.raises(Conflict):
        revoke_device(device_id=device.pk)


def test_unknown_keys_open_nothing(kiosk):
    assert device_of_key("") is None
    assert device_of_key("x" * 43) is None


def test_a_device_is_seen_at_most_once_a_minute(device, django_assert_num_queries):
    first = device.sighting.last_seen_at
    with django_assert_num_queries(0):
        see_device(device=device)
    with clock.at(first + timedelta(minutes=2)):
        see_device(device=device)
    assert DeviceSighting.objects.get(device=device).last_seen_at == first + timedelta(minutes=2)


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_with_one_code_one_is_paired(code):
    start, results = threading.Barrier(2), []

    def pair(ip):
        start.wait(10)
        try:
            pair_device(code=code, ip=ip)
            results.append("paired")
        except PairingCodeInvalid:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=pair, args=(f"10.0.0.{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == ["paired", "refused"]
    assert KioskDevice.objects.count() == 1
