"""An nginx of the test's own on loopback, as docs/hosting.md sets it up."""

import re
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.running import free_port

HOSTING = Path(__file__).parents[2] / "docs" / "hosting.md"
FRAME = """
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 2000; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{site}
}}
"""


def documented_site() -> str:
    """Return the nginx site that hosters are told to copy."""
    return re.search(r"```nginx\n(.*?)```", HOSTING.read_text("utf-8"), re.DOTALL)[1]


class Proxy:
    """nginx with TLS in front of kits, under the prefix /workshop/."""

    def __init__(self, folder: Path, ports: list[int]):
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if program is None or shutil.which("openssl") is None:
            pytest.skip("nginx or openssl is not installed")
        folder.mkdir()
        self.port = free_port()
        certificate(folder)
        site = documented_site().replace("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl")
        servers = "".join(
            f"  server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;\n" for port in ports
        )
        site = re.sub(r"(  server 127[^\n]*\n)+", servers, site)
        site = site.replace("/etc/ssl/workshop", str(folder / "workshop"))
        site = site.replace("server_name workshop.example.org", "server_name 127.0.0.1")
        path = folder / "nginx.conf"
        path.write_text(FRAME.format(folder=folder, site=site), "utf-8")
        self.process = subprocess.Popen([program, "-c", str(path), "-p", str(folder)])
        self._wait()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/workshop/"

    def _wait(self) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "nginx ended; see its error.log"
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise AssertionError("nginx does not listen")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", str(folder / "workshop.key"), "-out", str(folder / "workshop.crt")]
    command += ["-subj", "/CN=127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
