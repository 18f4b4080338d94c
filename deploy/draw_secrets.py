"""`python -m deploy.draw_secrets DIR`: draw the words that nobody has to think up, one file for each.

Runs with any Python 3.11, before anything is installed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from secrets import token_urlsafe

#: As compose.yaml calls them; elsewhere the addresses are changed by hand.
HOSTS = {
    "postgres": "postgres:5432",
    "redis": "redis:6379",
    "rabbitmq": "rabbitmq:5672",
    "search": "elasticsearch:9200",
}


def drawn() -> dict[str, str]:
    """{file name: content}. The addresses hold the same words as the engines' own files."""
    database, cache, broker, search = (token_urlsafe(24) for _ in range(4))
    return {
        "secret_key": token_urlsafe(50),
        "postgres_password": database,
        "database_url": f"postgresql://market:{database}@{HOSTS['postgres']}/market",
        "redis.conf": f'requirepass {cache}\nmaxmemory 256mb\nmaxmemory-policy allkeys-lru\nsave ""\nappendonly no\n',
        "redis_url": f"redis://:{cache}@{HOSTS['redis']}/0",
        "rabbitmq.conf": f"default_user = market\ndefault_pass = {broker}\n",
        "celery_broker_url": f"amqp://market:{broker}@{HOSTS['rabbitmq']}//",
        "elastic_password": search,
        "elasticsearch_url": f"http://elastic:{search}@{HOSTS['search']}",
        # VNPAY's own words are put here by hand when the contract is signed.
        "vnpay_hash_secret": "",
    }


def write(folder: Path) -> list[str]:
    """Write them all, into a folder that has none; says which."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    words = drawn()
    if any((folder / name).exists() for name in words):
        raise SystemExit(f"{folder} holds secrets already; an engine knows its word already, so none is drawn again")
    for name, content in words.items():
        (folder / name).write_text(content)
        # Containers read them as users of their own; the folder is closed.
        (folder / name).chmod(0o644)
    _give_to_elasticsearch(folder / "elastic_password")
    return sorted(words)


def _give_to_elasticsearch(file: Path) -> None:
    # Its image refuses a password that others than its own user may read.
    file.chmod(0o400)
    if os.geteuid() == 0:
        os.chown(file, 1000, 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    sys.stdout.write("\n".join(write(Path(sys.argv[1]))) + "\n")
