"""A stall is opened once, in the market's own province; the ethnic group is asked apart, or not at all."""

import pytest

from events.models import RecordedEvent
from marketplace.phone.forms.registering import commune_choices
from sellers.models import EthnicityConsent, Partner
from sellers.sealing import sealer

pytestmark = pytest.mark.django_db
NEW, ETHNIC = "/ban-hang/dang-ky/", "/ban-hang/dan-toc/"
STALL = {
    "request_id": "stall-0001",
    "name": "  Sạp   cô Hai ",
    "holder_name": "Trần Thị Hai",
    "commune": "32191",
    "kind": "group",
    "hamlet": "Ấp 3",
    "story": "Làm khô ba đời.\r\nPhơi nắng 🌞",
}


def test_a_stall_is_opened_and_waits(client, stranger):
    client.force_login(stranger)
    assert client.get(NEW).context["form"]["holder_name"].value() == stranger.full_name
    assert client.post(NEW, STALL).url == ETHNIC
    seller = Partner.objects.get(users=stranger)
    assert (seller.name, seller.state, seller.kind) == ("Sạp cô Hai", "pending", "group")
    assert (seller.commune_code, seller.story) == ("32191", "Làm khô ba đời.\nPhơi nắng 🌞")


def test_sent_twice_it_is_one_stall(client, stranger):
    client.force_login(stranger)
    for _ in range(2):
        assert client.post(NEW, STALL).status_code == 302
    assert (Partner.objects.count(), RecordedEvent.objects.filter(name="SellerRegistered").count()) == (1, 1)


def test_all_communes_of_the_market_can_be_chosen(settings):
    groups = dict(commune_choices()[1:])
    assert sum(len(communes) for communes in groups.values()) == 64
    assert set(groups) == {"Phường", "Xã"}


def test_nothing_is_chosen_or_ticked_beforehand_and_nothing_has_to_be(phone, lans_stall):
    page = phone.get(ETHNIC).content.decode()
    assert "checked" not in page
    assert '<option value="" selected>Tôi không muốn nêu</option>' in page
    assert all(words in page for words in ("dữ liệu cá nhân nhạy cảm", "thống kê", "Rút lại là chợ xóa"))
    assert phone.post(ETHNIC, {"ethnic_group": ""}).url == "/ban-hang/"
    assert not EthnicityConsent.objects.exists()


def test_without_consent_nothing_is_kept(phone):
    answer = phone.post(ETHNIC, {"ethnic_group": "05"})
    assert answer.status_code == 422
    assert "agreed" in answer.context["form"].errors
    assert not EthnicityConsent.objects.exists()


def test_with_consent_it_is_sealed_and_never_shown(phone, lans_stall):
    phone.post(ETHNIC, {"ethnic_group": "05", "agreed": "on"})
    assert sealer().decrypt(bytes(lans_stall.ethnicity_consent.encrypted_code)) == b"05"
    page = phone.get(ETHNIC).content.decode()
    assert "Bạn đã cho chợ biết" in page
    assert '<option value="" selected>' in page


def test_it_is_taken_back_with_one_button(phone, lans_stall):
    phone.post(ETHNIC, {"ethnic_group": "05", "agreed": "on"})
    page = phone.post(ETHNIC, {"command": "withdraw"}, follow=True).content.decode()
    assert "Chợ không còn giữ" in page
    assert "Bạn đã cho chợ biết" not in page
    assert bytes(EthnicityConsent.objects.get().encrypted_code) == b""


@pytest.mark.parametrize("code", ["00", "55", "Khmer", "x" * 5000])
def test_an_unknown_group_is_refused(phone, code):
    assert phone.post(ETHNIC, {"ethnic_group": code, "agreed": "on"}).status_code == 422
