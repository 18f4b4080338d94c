"""Redis, from Debian's package. It holds caches, sessions and sockets' groups: nothing that has to survive."""

from __future__ import annotations

from redis import Redis

from deploy.postgres import free_port
from deploy.services import processes
from deploy.services.server_engine import ServerEngine


class RedisEngine(ServerEngine):
    """In memory only."""

    name = "Redis"
    variable = "REDIS_URL"

    def launch(self) -> str:
        """Without a file, as the market needs none."""
        port = free_port()
        server = processes.program("redis-server", "redis-server")
        command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        processes.launch(command, folder=self.folder)
        return f"redis://127.0.0.1:{port}/0"

    def version_at(self, url: str) -> str:
        """As the server says."""
        with Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
            return str(client.info("server")["redis_version"])
