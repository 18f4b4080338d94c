"""The live socket: it says that there is something after position N of a topic; the page then fetches it."""

from __future__ import annotations


def group_of(topic: str) -> str:
    """The channel layer's group for a topic."""
    return f"topic.{topic}"
