"""Which static files the market has, and their hashed names; its vendor files may not have been copied."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

VENDOR = "vendor/"
#: Their files are on none of our pages, and fifty megabytes take most of a minute to hash and compress.
UNUSED_APPS = ("oscar", "treebeard", "django_tables2")
#: Maps for debuggers are three times the size of what they explain; the API's pages use Swagger.
UNUSED_FILES = ["*.map", "redoc*"]


class MarketFilesFinder(AppDirectoriesFinder):
    """Files that some page of ours uses."""

    def __init__(self, app_names: Collection[str] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(app_names, *args, **kwargs)
        self.storages = {app: files for app, files in self.storages.items() if not app.startswith(UNUSED_APPS)}
        self.apps = list(self.storages)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        """Pairs of path and storage."""
        return super().list([*(ignore_patterns or ()), *UNUSED_FILES])


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
            if name.startswith(VENDOR) or name.endswith(".map"):
                return name
            raise


def files_are_collected(storage: Storage) -> bool:
    """Whether collecting them again would change nothing: none is newer than the list of those collected."""
    if not storage.exists("staticfiles.json"):
        return False
    collected_at = storage.get_modified_time("staticfiles.json")
    found = list(MarketFilesFinder().list(None))
    return all(storage.exists(path) and files.get_modified_time(path) < collected_at for path, files in found)


def read_names_anew(storage: Storage) -> None:
    """Read the list of hashed names that another process has written since this one looked for it."""
    if isinstance(storage, MarketStaticFilesStorage):
        storage.hashed_files, storage.manifest_hash = storage.load_manifest()
