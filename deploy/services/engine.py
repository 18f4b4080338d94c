"""What every engine has: a folder, a variable that names it to the market, and a way to be started and ended."""

from __future__ import annotations

import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from deploy.services import accounts


class EngineFailed(SystemExit):
    """An engine cannot be started; one clear line and exit code 1."""


def say(words: str) -> None:
    """Progress goes to stderr: stdout holds the variables and nothing else."""
    sys.stderr.write(f"{words}\n")


@dataclass
class Engine(ABC):
    """One engine with its data under `folder`. While it runs, the file `url` in there names it."""

    folder: Path

    name: ClassVar[str]
    variable: ClassVar[str]
    #: Seconds it may take until it answers.
    patience: ClassVar[float] = 60

    @abstractmethod
    def launch(self) -> str:
        """Start it on a free port of the loopback address and say its URL; it need not answer yet."""

    @abstractmethod
    def end(self) -> None:
        """End what `launch` started; nothing else, and no trouble when it ended by itself."""

    @abstractmethod
    def has_ended(self) -> bool:
        """Whether what `launch` started is gone, so that waiting for it is no use."""

    @abstractmethod
    def version_at(self, url: str) -> str:
        """Ask the engine itself. Any exception means that it does not answer (yet)."""

    @property
    def url(self) -> str:
        """Where it runs, or empty when it was not started."""
        noted = self.folder / "url"
        return noted.read_text() if noted.exists() else ""

    def be_running(self) -> str:
        """Start it unless it answers already, wait until it does, and say its URL. Raises EngineFailed."""
        if self.url and self._version(self.url):
            return self.url
        self.stop()
        accounts.make_folder(self.folder)
        say(f"{self.name}: starting")
        url = self.launch()
        (self.folder / "url").write_text(url)
        wait_until(lambda: bool(self._version(url)) or self.has_ended(), self.patience)
        if not self._version(url):
            self.stop()
            raise EngineFailed(f"{self.name} does not answer ({self.patience:.0f} s at most); see {self.folder}/log")
        say(f"{self.name} {self._version(url)}: {url}")
        return url

    def stop(self) -> None:
        """End it if we started it."""
        self.end()
        (self.folder / "url").unlink(missing_ok=True)

    def _version(self, url: str) -> str:
        try:
            return self.version_at(url)
        except Exception:
            return ""


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again until it is true; False when the time is over."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
