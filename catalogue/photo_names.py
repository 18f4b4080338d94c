"""Where the files of a photo are. The stem is a hash of the content, so a file never changes under its name."""

from __future__ import annotations

from django.core.files.storage import default_storage

#: Widths kept of every photo, in CSS pixels; the largest is the one the database names.
WIDTHS = (320, 640, 1200)


def original_name(stem: str) -> str:
    """Name of the largest file: `photos/ab/<stem>-1200.webp`."""
    return f"photos/{stem[:2]}/{stem}-{WIDTHS[-1]}.webp"


def sized_name(original: str, width: int) -> str:
    """Name of the same photo in another of WIDTHS."""
    return original.replace(f"-{WIDTHS[-1]}.webp", f"-{width}.webp")


def photo_url(original: str, width: int = 320) -> str:
    """Address of a photo in one of WIDTHS; empty when there is none."""
    return default_storage.url(sized_name(original, width)) if original else ""
