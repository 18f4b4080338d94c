"""A producer's photo: decoded within limits, turned upright, freed of everything that is not picture, kept in 3 sizes.

What a phone sends is never served. The stem of the stored files is a hash of what is stored, so the same photo is
kept once, and a file under a name never changes.
"""

from __future__ import annotations

import hashlib
import os
import struct
from io import BytesIO
from threading import Lock
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from catalogue.errors import EmptyPhoto, NotAnImage, TooManyBytes, TooManyPixels
from catalogue.photo_names import WIDTHS, original_name, sized_name

#: Phones hand an iPhone's HEIC over as JPEG when the page asks for JPEG, so nothing else needs to be read.
FORMATS = ("JPEG", "PNG", "WEBP")
#: Cameras of 64 megapixels are common; beyond it a file is more likely made to fill our memory than to show shrimps.
LARGEST_PIXELS = 65_000_000
#: A photo may be this much taller than wide; taller ones are made narrower.
TALLEST = 2
#: Bytes that a photo of a width should not exceed; the smallest is what a list of goods loads 24 of.
BUDGET = {320: 60_000, 640: 150_000, 1200: 350_000}
QUALITIES = (80, 68, 54, 40, 26, 12)

#: What Pillow's decoders raise over broken files.
BROKEN = (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError, struct.error, MemoryError)
# A full-size picture takes 260 MB while it is decoded: one at a time.
_decoding = Lock()


def store_photo(file: IO[bytes]) -> str:
    """Keep a photo and return its stem (see catalogue.photo_names). The same photo again changes nothing.

    Raises EmptyPhoto, TooManyBytes, TooManyPixels, NotAnImage.
    """
    with _decoding:
        picture = _decoded(_content(file))
    return _stored({width: _as_webp(picture, width) for width in WIDTHS})


def _content(file: IO[bytes]) -> bytes:
    most: int = settings.LARGEST_PHOTO_BYTES
    content = file.read(most + 1)
    if not content:
        raise EmptyPhoto
    if len(content) > most:
        raise TooManyBytes(most_megabytes=most // 1024 // 1024)
    return content


def _decoded(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise TooManyPixels(most_megapixels=LARGEST_PIXELS // 1_000_000)
            # JPEG can be decoded at a half, quarter or eighth of its size, at a fraction of time and memory.
            picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
            # Small before upright: turning 64 megapixels would hold them twice. The box fits either way round.
            picture.thumbnail((TALLEST * WIDTHS[-1], TALLEST * WIDTHS[-1]))
            return _bare(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(most_megapixels=LARGEST_PIXELS // 1_000_000) from None
    except BROKEN:
        raise NotAnImage from None


def _bare(picture: Image.Image) -> Image.Image:
    """Nothing but pixels, on white where they were transparent."""
    pixels = picture.convert("RGBA")
    ground = Image.new("RGBA", pixels.size, "white")
    bare = Image.alpha_composite(ground, pixels).convert("RGB")
    # Pillow carries comments, EXIF and profiles along in `info` and some writers put them back.
    bare.info.clear()
    return bare


def _as_webp(picture: Image.Image, width: int) -> bytes:
    small = picture.copy()
    small.thumbnail((width, TALLEST * width), Image.Resampling.LANCZOS)
    content = b""
    for quality in QUALITIES:
        written = BytesIO()
        small.save(written, "WEBP", quality=quality, method=4)
        content = written.getvalue()
        if len(content) <= BUDGET[width]:
            break
    return content


def _stored(sizes: dict[int, bytes]) -> str:
    stem = hashlib.sha256(sizes[WIDTHS[-1]]).hexdigest()[:32]
    original = original_name(stem)
    # The largest is the one the database names: it comes last, so that whoever finds it finds all.
    for width in WIDTHS:
        _write(sized_name(original, width), sizes[width])
    return stem


def _write(name: str, content: bytes) -> None:
    if default_storage.exists(name):
        return
    # Written beside and renamed: a reader, or a crash, never sees half a photo.
    part = default_storage.save(f"{name}.part", ContentFile(content))
    os.replace(default_storage.path(part), default_storage.path(name))
