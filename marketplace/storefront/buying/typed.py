"""Numbers as they arrive from forms and addresses."""

from __future__ import annotations

import re

from base.errors import InvalidInput


def read_quantity(typed: str) -> int:
    """A whole number of units, 0 or more. Raises InvalidInput for 1.5, an emoji, nothing at all."""
    text = typed.strip()
    # However long: more than there is means "all there is", and the caller says so.
    if not re.fullmatch(r"[0-9]{1,40}", text):
        raise InvalidInput({"quantity": "whole_number"})
    return int(text)


def read_number(typed: str) -> int:
    """A positive number that names a row or counts units; 0 for anything else."""
    return int(typed) if re.fullmatch(r"[0-9]{1,18}", typed) else 0


def read_total(typed: str) -> int:
    """Đồng of the hidden field; -1, which is no total, for anything that we did not write there."""
    return int(typed) if re.fullmatch(r"[0-9]{1,13}", typed) else -1
