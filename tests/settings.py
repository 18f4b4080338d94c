"""The market's own settings in their embedded form with the simulator, whatever the shell around the tests says."""

import os

os.environ["DEMO"] = "1"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "t" * 40)

from marketplace.settings import *
