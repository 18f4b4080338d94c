"""The market's own settings in their embedded form with the simulator, whatever the shell around the tests says."""

import os

os.environ["DEMO"] = "1"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "t" * 40)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Each worker keeps files of its own, as each has a database of its own.
    os.environ["VAR_DIR"] = os.path.join(os.environ.get("VAR_DIR", "var"), "tests", worker)

from marketplace.settings import *
