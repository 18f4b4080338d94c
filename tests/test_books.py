"""Tests that commit leave behind what a market begins with."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from orders.claims.models import ClaimDeadline
from orders.models import PaymentWindow
from payments.payouts.models import PayoutRule


def begun_with():
    return [set(kind.objects.values_list()) for kind in (ClaimDeadline, PaymentWindow, PayoutRule)]


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_the_rules_that_it_began_with():
    assert all(begun_with())
    Group.objects.create(name="thử")
    call_command("flush", interactive=False, verbosity=0)
    assert all(begun_with())
    assert not Group.objects.filter(name="thử").exists()
