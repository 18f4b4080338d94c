"""Static files under hashed names, for a market whose vendor files may not have been copied."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

VENDOR = "vendor/"


class MarketStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, where the imports of our modules get hashed names too.

    A missing font leaves its plain address in the stylesheet: the browser then gets a 404 and shows its own font,
    where collectstatic would otherwise refuse the whole market.
    """

    support_js_module_import_aggregation = True

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """Raises ValueError for any other file that is not there."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            if name.startswith(VENDOR):
                return name
            raise
