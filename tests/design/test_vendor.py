"""Set-up copies what we use; without it the market still starts."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from marketplace.design import storage, vendor


def test_copies_every_file(tmp_path, monkeypatch):
    monkeypatch.setattr(vendor, "LETTERS", {})
    modules = tmp_path / "node_modules"
    for source in vendor.FILES:
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_text(source)

    written = vendor.copy_vendor_files(modules, tmp_path / "vendor")

    assert {path.relative_to(tmp_path / "vendor").as_posix() for path in written} == set(vendor.FILES.values())
    assert all(path.is_file() for path in written)


def test_says_which_package_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        vendor.copy_vendor_files(tmp_path, tmp_path / "vendor")


def test_static_files_are_collected_without_the_vendor_files(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "marketplace.design.storage.MarketStaticFilesStorage"}
    }
    finders.get_finder.cache_clear()
    css = tmp_path / "source" / "design" / "market.css"
    css.parent.mkdir(parents=True)
    css.write_text("@font-face{src:url(../vendor/fonts/missing.woff2)}")

    call_command("collectstatic", interactive=False, verbosity=0)

    assert "../vendor/fonts/missing.woff2" in next((tmp_path / "static" / "design").glob("market.*.css")).read_text()
    finders.get_finder.cache_clear()


def test_any_other_missing_file_stops_the_collection(tmp_path):
    files = storage.MarketStaticFilesStorage(location=tmp_path, base_url="/static/")
    assert files.hashed_name("vendor/fonts/missing.woff2") == "vendor/fonts/missing.woff2"
    with pytest.raises(ValueError, match="could not be found"):
        files.hashed_name("design/missing.css")


def test_htmx_is_offered_only_where_it_was_copied(rendered, monkeypatch):
    monkeypatch.setattr(finders, "find", lambda name: None)
    assert rendered("{% htmx %}") == ""
    monkeypatch.setattr(finders, "find", lambda name: name)
    assert '<script defer src="/static/vendor/htmx.min.js">' in rendered("{% htmx %}")
