"""An engine that is one process of ours, from start to end."""

from __future__ import annotations

from deploy.services import processes
from deploy.services.engine import Engine


class ServerEngine(Engine):
    """Known by the process file in its folder."""

    def end(self) -> None:
        """By its own process, with all that it has started itself."""
        processes.end(self.folder)

    def has_ended(self) -> bool:
        """The process is gone."""
        return not processes.running(self.folder)
