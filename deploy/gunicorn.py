"""Gunicorn's settings for the pages. WEB_CONCURRENCY says how many processes (two for each core)."""

import gc
import os

# Everywhere inside a container; the systemd unit says 127.0.0.1.
bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
worker_class = "gthread"
# A page that waits for VNPAY holds one thread and no other page; each thread may hold one database connection.
threads = 4
timeout = 30
graceful_timeout = 30
# The proxy keeps connections open; ours live longer than its own, so it never writes into a closed one.
keepalive = 75
# A slow leak in any library ends with its process; the jitter keeps them from ending together.
max_requests = 20_000
max_requests_jitter = 2_000
# The heartbeat's file in memory: a slow disk must not make a worker look dead, and the root is read-only.
worker_tmp_dir = "/dev/shm"  # noqa: S108
control_socket_disable = True
# The proxy says how long an address may be (deploy/nginx/http.conf); 4,094 bytes cut VNPAY's worst notices off.
limit_request_line = 0
# One line for each request is the proxy's business.
accesslog = None


def post_worker_init(_worker: object) -> None:
    """Leave what the start made out of every later collection: it stays, and looking through it holds each page up."""
    gc.collect()
    gc.freeze()
