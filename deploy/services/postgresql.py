"""PostgreSQL, from Debian's packages."""

from __future__ import annotations

import psycopg

from deploy.postgres import Postgres, free_port
from deploy.services.engine import Engine

DATABASE = "market"


class PostgresqlEngine(Engine):
    """A cluster of its own; the data outlives a stop."""

    name = "PostgreSQL"
    variable = "DATABASE_URL"

    def launch(self) -> str:
        """`pg_ctl start` waits by itself; the database is made with the cluster."""
        new = not (self.folder / "data").exists()
        server = Postgres(self.folder, free_port())
        server.start()
        return server.create(DATABASE) if new else server.url(DATABASE)

    def end(self) -> None:
        """`pg_ctl stop` ends whatever process has the number in its file; that it is ours is asked before."""
        server = Postgres(self.folder, 0)
        if server.running():
            server.stop()
        # What a power cut left behind keeps the next server from starting once its number is another process's.
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def has_ended(self) -> bool:
        """`pg_ctl start` has waited already."""
        return True

    def version_at(self, url: str) -> str:
        """As the server says."""
        with psycopg.connect(url, connect_timeout=3) as connection:
            major, minor = divmod(connection.info.server_version, 10_000)
            return f"{major}.{minor}"
