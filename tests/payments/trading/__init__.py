"""A market at random (tests/payments/test_money_is_never_lost.py): its people, gateway and accidents."""
