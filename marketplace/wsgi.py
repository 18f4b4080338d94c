"""Pages only, for the scaled form: WSGI workers serve pages three times as fast as ASGI ones."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
#: What Gunicorn takes as "this will not become better": it ends instead of starting worker after worker.
BOOT_ERROR = 3

try:
    application = get_wsgi_application()
    # It asks the models' tables, which exist only once Django is set up.
    from marketplace.starting import refuse_bad_start

    refuse_bad_start()
except SystemExit as stop:
    sys.stderr.write(f"{stop}\n")
    raise SystemExit(BOOT_ERROR) from None
