"""nginx with our files on free ports: the same text, other places."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from base import clock
from tests.deploy.files.reading import DEPLOY

HOST = "cho.example"
MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include market.conf;
}}
"""


def program():
    """Debian puts it where only root's path looks. An error where it is not installed: nginx-light."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def lay_out(folder: Path, *, door: str, upstreams: str, ports: dict[str, int]) -> Path:
    """Write a configuration under `folder`; its main file."""
    (folder / "market").mkdir(parents=True)
    moved = {
        "/etc/nginx/tls": f"{folder}/tls",
        "/etc/nginx/market-pages": str(DEPLOY / "nginx" / "pages"),
        "/etc/nginx/market/pages": str(DEPLOY / "nginx" / "pages"),
        "/srv/market;": f"{folder}/files;",
        "/var/log/nginx/access.log": f"{folder}/access.log",
        "/var/www/acme": f"{folder}/acme",
    }
    ours = {f"market/{name}": DEPLOY / "nginx" / name for name in ("http.conf", "locations.conf")} | {
        "market.conf": DEPLOY / "nginx" / door,
        "market/upstreams.conf": DEPLOY / "nginx" / upstreams,
    }
    for name, source in ours.items():
        text = source.read_text()
        for there, here in moved.items():
            text = text.replace(there, here)
        (folder / name).write_text(_on_ports(text, ports))
    write_certificate(folder / "tls")
    user = "user root;" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, user=user))
    return main


def _on_ports(text, ports):
    for said, port in ports.items():
        text = text.replace(
            said, said.rpartition(" ")[0] + f" 127.0.0.1:{port}" if " " in said else f"127.0.0.1:{port}"
        )
    return "\n".join(line for line in text.splitlines() if "listen [::]" not in line) + "\n"


def check(main):
    """What `nginx -t` complains of; empty when nothing."""
    done = subprocess.run(
        [program(), "-t", "-q", "-c", str(main)], capture_output=True, text=True, timeout=30, check=False
    )
    return done.stderr.strip() if done.returncode or done.stderr.strip() else ""


def write_certificate(folder: Path) -> None:
    """A certificate that only this test believes in."""
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = clock.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
