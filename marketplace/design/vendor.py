"""Copy the few browser files we use out of node_modules. Run `python -m marketplace.design.vendor` after `npm ci`.

Nothing third-party is committed; pages work without these files too, with the system's fonts and plain forms.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).resolve().parent / "static" / "vendor"

_VIETNAM = "@fontsource/be-vietnam-pro"
_KHMER = "@fontsource/noto-sans-khmer"

#: Where a file lies in node_modules -> what it is called under static/vendor/.
FILES = {
    f"{_VIETNAM}/files/be-vietnam-pro-vietnamese-700-normal.woff2": "fonts/be-vietnam-pro-vietnamese-700.woff2",
    f"{_VIETNAM}/files/be-vietnam-pro-latin-700-normal.woff2": "fonts/be-vietnam-pro-latin-700.woff2",
    f"{_VIETNAM}/LICENSE": "fonts/be-vietnam-pro-OFL.txt",
    f"{_KHMER}/files/noto-sans-khmer-khmer-400-normal.woff2": "fonts/noto-sans-khmer-400.woff2",
    f"{_KHMER}/files/noto-sans-khmer-khmer-700-normal.woff2": "fonts/noto-sans-khmer-700.woff2",
    f"{_KHMER}/LICENSE": "fonts/noto-sans-khmer-OFL.txt",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}

#: Fonts that every first visit waits for, cut to what headings and prices are written with; a letter outside of them
#: comes from the system's font. The package's own subsets carry all of Western Europe and its small capitals.
LETTERS = {
    "fonts/be-vietnam-pro-latin-700.woff2": "U+20-7E,U+A0,U+AB,U+B0,U+B7,U+BB,U+C0-C3,U+C8-CA,U+CC,U+CD,U+D2-D5,U+D7,"
    "U+D9,U+DA,U+DD,U+E0-E3,U+E8-EA,U+EC,U+ED,U+F2-F5,U+F9,U+FA,U+FD,U+2013,U+2014,U+2018-201D,U+2026",
    "fonts/be-vietnam-pro-vietnamese-700.woff2": "U+102,U+103,U+110,U+111,U+128,U+129,U+168,U+169,U+1A0,U+1A1,"
    "U+1AF,U+1B0,U+1EA0-1EF9,U+20AB",
}


def copy_vendor_files(modules: Path = ROOT / "node_modules", target: Path = TARGET) -> list[Path]:
    """Copy every listed file and return what was written. Raises FileNotFoundError when a package is missing."""
    written = []
    for source, name in FILES.items():
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        if name in LETTERS:
            _cut_font(modules / source, destination, LETTERS[name])
        else:
            shutil.copyfile(modules / source, destination)
        written.append(destination)
    return written


def _cut_font(source: Path, destination: Path, letters: str) -> None:
    arguments = [str(source), f"--unicodes={letters}", "--layout-features=kern,mark,mkmk,ccmp,locl,tnum"]
    subset.main([*arguments, "--flavor=woff2", "--no-hinting", "--desubroutinize", f"--output-file={destination}"])


if __name__ == "__main__":
    try:
        copied = copy_vendor_files()
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} is not there; run `npm ci` first")
    sys.stdout.write(f"{len(copied)} files copied to {TARGET.relative_to(ROOT)}\n")
