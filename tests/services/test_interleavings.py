"""The pairs of tests/races/test_interleavings.py on the engine of the scaled form, where rows are locked one by one."""

from tests.races.test_interleavings import *  # noqa: F403
