"""Tests that commit leave behind what a market begins with."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from orders.claims.models import ClaimDeadline
from orders.models import PaymentWindow
from payments.payouts.models import PayoutRule


def begun_with():
    """What each rule says, whatever its number."""
    return [
        set(kind.objects.values_list(*(field.name for field in kind._meta.fields if not field.primary_key)))
        for kind in (ClaimDeadline, PaymentWindow, PayoutRule)
    ]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_the_rules_that_it_began_with():
    before = begun_with()
    assert all(before)
    Group.objects.create(name="thử")
    call_command("flush", interactive=False, verbosity=0)
    assert begun_with() == before
    assert not Group.objects.filter(name="thử").exists()
