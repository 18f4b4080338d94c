"""The log. Scaled: one JSON object a line, with the correlation id that leads from a request to the last handler."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from events import correlation

#: What every record has by itself; all else was given with `extra=` and belongs on the line.
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """`at` (UTC), `level`, `logger`, `message`, `correlation_id`, what was given beside, `trace` of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever is in the record."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "correlation_id": correlation.current(),
            "process": record.process,
        }
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_for(*, scaled: bool) -> dict[str, Any]:
    """Django's LOGGING. One computer's owner reads plain lines and only what is out of the ordinary."""
    plain = {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    routine = "INFO" if scaled else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "marketplace.logs.JsonFormatter"} if scaled else plain},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "httpx": {"level": "WARNING"},
            # Whether the database answers is said once, by the start and by /readyz; the pool says it at each try.
            "psycopg.pool": {"level": "ERROR"},
            # Every request and every delivery: a line each where something collects them.
            "marketplace.access.requests": {"level": routine},
            "events.dispatcher": {"level": routine},
            # Celery's own lines about the same say less.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "elastic_transport": {"level": "ERROR"},
        },
    }
