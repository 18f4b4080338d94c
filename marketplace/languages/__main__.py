"""`python -m marketplace.languages`: what `make messages` runs."""

from __future__ import annotations

import logging
import os

import django

from marketplace.languages import catalogues

log = logging.getLogger("marketplace.languages")


def main() -> None:
    """Bring every catalogue up to date and say what each still lacks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    for language, lacking in catalogues.update().items():
        log.info("locale/%s: %s to translate", language, lacking or "nothing")


if __name__ == "__main__":
    main()
