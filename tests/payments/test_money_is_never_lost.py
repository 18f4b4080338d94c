"""Whatever happens in whatever order, the books balance and agree with the orders and with the gateway's file.

Short: 200 steps. FULL=1: 10,000. SEED=… repeats a run, which prints its own.
"""

from __future__ import annotations

import os
import random
import time

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(4 * 3600)]
FULL = bool(os.environ.get("FULL"))
#: The short run is the same each time: the change decides whether it lands. Full runs look for new examples.
FIRST_SEED = 26112026
STEPS, EXAMPLES, STEPS_OF_ONE = (10_000, 20, 50) if FULL else (200, 5, 40)
#: What 10,000 steps do not get around.
KINDS = {
    "payment_captured",
    "cod_collected",
    "cash_handed_over",
    "sale",
    "sale_returned",
    "refund",
    "payout",
    "payout_reversed",
}


def test_books_agree_with_orders_and_with_the_gateways_file_after_every_step(market, capsys):
    began, first = time.monotonic(), int(os.environ.get("SEED") or (random.randrange(10**6) if FULL else FIRST_SEED))
    print(f"SEED={first}")
    wanted = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS_OF_ONE,
        deadline=None,
        database=None,
        # An example of fifty steps is shrunk for an hour; its seed finds it again at once.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    while market.lived["steps"] < STEPS:
        run_state_machine_as_test(seed(first + market.lived["rounds"])(market), settings=wanted)
        market.lived["rounds"] += 1
        with capsys.disabled():
            print(f"\nSEED={first}: {time.monotonic() - began:.0f} s, {dict(sorted(market.lived.items()))}", flush=True)
    if FULL:
        assert {f"entry {kind}" for kind in KINDS} <= market.lived.keys()
        assert min(market.lived["deaths"], market.lived["replays"]) > STEPS / 100
