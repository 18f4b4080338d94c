"""The environment, read once at start. A value that cannot be right stops the start with one clear line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadSetting(SystemExit):
    """A variable cannot be right. The message is one line and the process ends with code 1."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")


class Environment:
    """Typed access to variables; `NAME_FILE` may hold the path of a file with the secret instead."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        """The value, or the content of the file that NAME_FILE names. BadSetting when both are given."""
        path = self.values.get(f"{name}_FILE", "")
        if path and self.values.get(name):
            raise BadSetting(name, f"set {name} or {name}_FILE, not both")
        if not path:
            return self.values.get(name, "").strip() or default
        try:
            return Path(path).read_text().strip()
        except OSError as trouble:
            raise BadSetting(f"{name}_FILE", f"cannot read {path} ({trouble.strerror})") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """1/0, true/false, yes/no. BadSetting for anything else."""
        value = self.text(name).lower()
        if value in ("1", "true", "yes"):
            return True
        if value in ("0", "false", "no"):
            return False
        if value:
            raise BadSetting(name, f"'{value}' is neither 1 nor 0")
        return default

    def words(self, name: str, default: str = "") -> list[str]:
        """Comma-separated words."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def networks(self, name: str) -> list[IPv4Network | IPv6Network]:
        """Comma-separated addresses or networks (10.0.0.7, 10.0.0.0/8). BadSetting for anything else."""
        try:
            return [ip_network(word) for word in self.words(name)]
        except ValueError as trouble:
            raise BadSetting(name, str(trouble)) from None

    def url(self, name: str, schemes: tuple[str, ...], default: str = "") -> str:
        """An address with one of the schemes. BadSetting when it has another or no host."""
        value = self.text(name, default)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            raise BadSetting(name, "is not an address") from None
        if parts.scheme not in schemes:
            raise BadSetting(name, f"must begin with {' or '.join(s + '://' for s in schemes)}")
        if not parts.hostname and parts.scheme != "sqlite":
            raise BadSetting(name, "names no host")
        return value

    def database(self, name: str, sqlite_path: Path) -> dict[str, object]:
        """Django's DATABASES entry: `postgresql://…`, `sqlite:///path`, or SQLite at `sqlite_path` when unset."""
        value = self.url(name, ("postgresql", "postgres", "sqlite"))
        parts = urlsplit(value)
        if not value or parts.scheme == "sqlite":
            return sqlite_database(Path(parts.path) if value else sqlite_path)
        if not parts.path.strip("/"):
            raise BadSetting(name, "names no database, for example postgresql://user:word@host/market")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.strip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname,
            "PORT": str(parts.port or 5432),
            # Threads of a process share few connections, each asked whether it still lives before it is used. Whoever
            # gets none within the time-out is told so, as on SQLite: better than a page that never ends.
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}},
            "CONN_HEALTH_CHECKS": True,
        }


def sqlite_database(path: Path) -> dict[str, object]:
    """SQLite set up for many readers and one writer at a time.

    IMMEDIATE takes the write lock at BEGIN: a transaction that reads and then writes cannot be refused half way.
    Up to 256 MiB of the file are mapped into memory: a search touches thousands of pages, and each would be a call.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
            f"PRAGMA mmap_size={256 * 2**20};",
        },
        # A file, not memory: the tests race with threads and processes, which must share one database.
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
    }
