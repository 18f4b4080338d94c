"""Pictures for the tests, made on the spot."""

import random
from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

ORIENTATION, GPS, DESCRIPTION, RIGHT_TURN = 0x0112, 0x8825, 0x010E, 6
SECRET = "SECRET-COMMENT-0912345678"


def picture(width=800, height=600, colour="tomato", mode="RGB"):
    """A plain picture with a blue left half, so that turning it shows."""
    made = Image.new(mode, (width, height), colour)
    made.paste("blue", (0, 0, width // 2, height))
    return made


def file_of(image, kind="JPEG", **options):
    """The picture as a file."""
    written = BytesIO()
    image.save(written, kind, **options)
    return BytesIO(written.getvalue())


def jpeg(width=800, height=600, **options):
    return file_of(picture(width, height), "JPEG", **options)


def noise(width, height):
    """What compresses worst."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def telling_jpeg():
    """A photo that says in its metadata where and by whom it was taken."""
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET
    exif.get_ifd(GPS).update({1: "N", 2: (8.0, 37.0, 12.0), 3: "E", 4: (104.0, 43.0, 5.0), 29: "2026:11:24"})
    return file_of(picture(), exif=exif, comment=SECRET.encode(), xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())


def telling_png():
    notes = PngInfo()
    notes.add_text("Comment", SECRET)
    notes.add_itxt("GPS", f"{SECRET} 8.62,104.72")
    return file_of(picture(), "PNG", pnginfo=notes)
