"""One payout run over everything that is due, as an operator's process does it; prints what it took as JSON."""

from __future__ import annotations

import json
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
django.setup()

from base import clock  # noqa: E402
from payments.payouts.models import PayoutItem  # noqa: E402
from payments.payouts.runs import approve_run, prepare_run  # noqa: E402
from people.models import User  # noqa: E402

first, second = User.objects.order_by("pk")[:2]
began = time.perf_counter()
run = prepare_run(operator=first, now=clock.now())
approve_run(run_id=run.pk, operator=second)
seconds = time.perf_counter() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
lines = PayoutItem.objects.filter(payout__run=run).count()
sys.stdout.write(json.dumps({"lines": lines, "seconds": seconds, "peak_mb": peak}))
