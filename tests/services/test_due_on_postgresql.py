"""How PostgreSQL finds what is due: not as a join, which it plans for the few rows that are usually open.

With 10,000 open after an outage and statistics from before it, the join compared all of them with all of them: over 25
seconds, where a look into the index for each takes 0.1 (docs/measurements.md).
"""

from base import clock
from events.claiming import due


def test_what_comes_before_is_looked_up_for_each_open_delivery():
    plan = due(now=clock.now(), queues=["default"]).explain()
    assert "SubPlan" in plan
    assert "Join" not in plan
