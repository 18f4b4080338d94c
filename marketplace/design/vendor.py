"""Copy the few browser files we use out of node_modules. Run `python -m marketplace.design.vendor` after `npm ci`.

Nothing third-party is committed; pages work without these files too, with the system's fonts and plain forms.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

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


def copy_vendor_files(modules: Path = ROOT / "node_modules", target: Path = TARGET) -> list[Path]:
    """Copy every listed file and return what was written. Raises FileNotFoundError when a package is missing."""
    written = []
    for source, name in FILES.items():
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, destination)
        written.append(destination)
    return written


if __name__ == "__main__":
    try:
        copied = copy_vendor_files()
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename} is not there; run `npm ci` first")
    sys.stdout.write(f"{len(copied)} files copied to {TARGET.relative_to(ROOT)}\n")
