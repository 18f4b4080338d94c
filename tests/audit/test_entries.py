"""What was written down stays as it was written, and a command and its entry are both there or neither."""

import pytest
from django.db import Error, connection, transaction

from base.errors import Conflict
from marketplace.audit.models import AppendOnly, AuditEntry
from marketplace.audit.services import Who, carry_out, write_entry
from people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(tuan):
    return Who(tuan, "10.1.2.3")


@pytest.fixture
def entry(who):
    return write_entry(who=who, action="seller_viewed", target="seller:12")


def test_an_entry_says_who_what_when_and_from_where(entry, tuan):
    kept = AuditEntry.objects.get()
    assert (kept.operator, kept.action, kept.target, kept.ip) == (tuan, "seller_viewed", "seller:12", "10.1.2.3")
    assert kept.at.tzinfo is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(target="seller:13"),
        lambda entry: AuditEntry.objects.all().delete(),
    ],
)
def test_our_own_code_cannot_change_it(entry, change):
    with pytest.raises(AppendOnly):
        change(entry)


def test_nor_can_anybody_with_the_database_at_hand(entry):
    with pytest.raises(Error, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET target = 'seller:13'")
    assert AuditEntry.objects.get().target == "seller:12"


def test_a_refused_command_leaves_no_entry(who):
    def refused():
        raise Conflict

    with pytest.raises(Conflict):
        carry_out(who=who, action="seller_approved", target="seller:12", command=refused)
    assert not AuditEntry.objects.exists()


def test_a_command_without_its_entry_did_not_happen(who, monkeypatch):
    monkeypatch.setattr("marketplace.audit.services.write_entry", lambda **entry: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carry_out(
            who=who,
            action="seller_approved",
            target="seller:12",
            command=lambda: User.objects.create_user("+84912000077", None),
        )
    assert not User.objects.filter(phone="+84912000077").exists()


def test_a_target_learns_the_number_of_what_was_made(who):
    made = carry_out(
        who=who,
        action="fair_opened",
        target="user:",
        command=lambda: User.objects.create_user("+84912000077", None),
    )
    assert AuditEntry.objects.get().target == f"user:{made.pk}"
