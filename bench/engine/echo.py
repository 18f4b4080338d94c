"""`python -m bench.engine.echo REDIS_URL`: says back whatever it hears, as the bare half of a round trip."""

from __future__ import annotations

import sys

import redis


def main(url: str) -> None:
    """Until it hears the word that ends it."""
    client = redis.Redis.from_url(url)
    heard = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    heard.subscribe("bench.there")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for message in heard.listen():
        if message["data"] == b"end":
            return
        client.publish("bench.back", message["data"])


if __name__ == "__main__":
    main(sys.argv[1])
