"""Backup and restore of all that cannot be made again: the database and the photos (docs/operations.md).

Redis, the broker and the search index hold nothing of that kind: they are filled again from the database.
"""
