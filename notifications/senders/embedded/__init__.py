"""The embedded way out: nothing is sent, each message is a line of settings.MESSAGES_FILE."""

from __future__ import annotations

import fcntl
import json
import os

from django.conf import settings

from base import clock
from notifications.senders import Outgoing

#: How far back a key is looked for. A repeat follows its first try within minutes, so the end of the file will do.
TAIL_BYTES = 256 * 1024


class MessagesFile:
    """Appends JSON lines: `channel`, `to`, `text`, `at` (UTC) and `key`. Several processes may write at once."""

    def send(self, message: Outgoing) -> None:
        """Append the message unless its key is there already."""
        settings.MESSAGES_FILE.parent.mkdir(parents=True, exist_ok=True)
        with settings.MESSAGES_FILE.open("a+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(max(0, os.fstat(file.fileno()).st_size - TAIL_BYTES))
            tail = file.read()
            if f'"key": {json.dumps(message.key)}'.encode() in tail:
                return
            # A process that died while writing leaves half a line; ours begins on a line of its own.
            torn = b"" if not tail or tail.endswith(b"\n") else b"\n"
            file.write(torn + _line(message))


def _line(message: Outgoing) -> bytes:
    fields = {
        "channel": message.channel,
        "to": message.to,
        "text": message.text,
        "at": clock.now().isoformat(),
        "key": message.key,
    }
    return json.dumps(fields, ensure_ascii=False).encode() + b"\n"
