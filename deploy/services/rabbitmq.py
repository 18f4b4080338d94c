"""RabbitMQ, from Debian's package, as a node of its own: it shares no name, port mapper, data or cookie."""

from __future__ import annotations

import socket

from amqp import Connection

from deploy.postgres import free_port
from deploy.services import processes
from deploy.services.engine import wait_until
from deploy.services.server_engine import ServerEngine

#: Debian's /usr/sbin/rabbitmq-server runs for root and `rabbitmq` only; this is what it starts.
PROGRAMS = "/usr/lib/rabbitmq/bin"


class RabbitmqEngine(ServerEngine):
    """A node on the loopback address, with a port mapper (epmd) that ends with it."""

    name = "RabbitMQ"
    variable = "CELERY_BROKER_URL"
    patience = 120

    def launch(self) -> str:
        """First the port mapper: else Erlang starts one that stays behind for ever."""
        port, mapper = free_port(), free_port()
        server = processes.program("rabbitmq-server", "rabbitmq-server", PROGRAMS)
        epmd = processes.program("epmd", "erlang-base")
        processes.launch([epmd, "-address", "127.0.0.1", "-port", str(mapper)], folder=self.folder, name="epmd")
        wait_until(lambda: _listens(mapper), self.patience)
        processes.launch([server], folder=self.folder, env=self._environment(port, mapper))
        return f"amqp://guest:guest@127.0.0.1:{port}//"

    def end(self) -> None:
        """The node, then its port mapper."""
        super().end()
        processes.end(self.folder, "epmd")

    def version_at(self, url: str) -> str:
        """As the server says when it is greeted."""
        host = url.partition("@")[2].rstrip("/")
        with Connection(host, connect_timeout=3, read_timeout=3) as connection:
            return str(connection.server_properties["version"])

    def _environment(self, port: int, mapper: int) -> dict[str, str]:
        own = {
            "MNESIA_BASE": "mnesia",
            "LOG_BASE": "logs",
            "ENABLED_PLUGINS_FILE": "plugins",
            "CONFIG_FILE": "rabbitmq",
        }
        places = {f"RABBITMQ_{name}": str(self.folder / file) for name, file in own.items()}
        return places | {
            "RABBITMQ_NODENAME": f"market{port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_PORT": str(mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
