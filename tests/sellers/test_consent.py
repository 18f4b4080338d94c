"""What a household says of its ethnic group stays sealed, and goes when it wants."""

import pytest
from cryptography.fernet import InvalidToken

from base.errors import InvalidInput
from events.models import RecordedEvent
from sellers.ethnic_groups import ethnic_groups
from sellers.models import EthnicityConsent
from sellers.sealing import sealer
from sellers.services import record_ethnicity, withdraw_ethnicity

pytestmark = pytest.mark.django_db
KHMER, HOA = "05", "04"


def sealed():
    return bytes(EthnicityConsent.objects.get().encrypted_code)


def test_there_are_54_groups_and_the_three_of_the_province_have_their_codes():
    groups = ethnic_groups()
    assert len(groups) == 54
    assert (groups["01"], groups[HOA], groups[KHMER]) == ("Kinh", "Hoa", "Khơ-me")


def test_a_statement_is_sealed_and_two_equal_ones_do_not_look_equal(lans_stall):
    record_ethnicity(seller=lans_stall, code=KHMER)
    first = sealed()
    record_ethnicity(seller=lans_stall, code=KHMER)
    assert sealer().decrypt(first) == sealer().decrypt(sealed()) == b"05"
    assert first != sealed()
    assert b"05" not in first


def test_without_the_secret_it_stays_closed_and_an_earlier_secret_still_opens_it(lans_stall, settings):
    record_ethnicity(seller=lans_stall, code=HOA)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another-secret-" + "x" * 40
    with pytest.raises(InvalidToken):
        sealer().decrypt(sealed())
    settings.SECRET_KEY_FALLBACKS = [before]
    assert sealer().decrypt(sealed()) == b"04"


def test_a_withdrawn_statement_is_erased_and_can_be_made_anew(lans_stall):
    record_ethnicity(seller=lans_stall, code=KHMER)
    withdraw_ethnicity(seller=lans_stall)
    assert sealed() == b""
    assert EthnicityConsent.objects.get().withdrawn_at
    record_ethnicity(seller=lans_stall, code=HOA)
    assert EthnicityConsent.objects.get().withdrawn_at is None


@pytest.mark.parametrize("code", ["", "00", "55", "5", "05' OR 1=1", "Khmer"])
def test_an_unknown_group_is_refused(lans_stall, code):
    with pytest.raises(InvalidInput):
        record_ethnicity(seller=lans_stall, code=code)


def test_no_event_speaks_of_it(lans_stall):
    before = RecordedEvent.objects.count()
    record_ethnicity(seller=lans_stall, code=KHMER)
    withdraw_ethnicity(seller=lans_stall)
    assert RecordedEvent.objects.count() == before
