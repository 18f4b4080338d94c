"""A page that says how many objects its process leaves out of collections."""

import gc


def application(_environ, start_response):
    """The number as plain text."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(gc.get_freeze_count()).encode()]
