import pytest

# What the market at random asserts is told in full, as if it stood in a test; this has to come before its import.
pytest.register_assert_rewrite("tests.payments.trading")
