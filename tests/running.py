"""A real `riskier serve` in a process of its own, for server and browser tests."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

READY_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class RunningKit:
    """The kit on a free port of loopback; can be killed and started again."""

    folder: Path
    code: str = "TESTER"
    key: str = "correct-horse-battery"
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    store_url: str | None = None
    base: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> Path:
        return self.folder / "rooms.db"

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text("utf-8")

    def start(self) -> "RunningKit":
        command = [sys.executable, "-m", "riskier.cli", "serve", "--no-open"]
        command += ["--port", str(self.port), "--store", self.store_url or str(self.store)]
        command += ["--room", self.code, "--facilitator-key", self.key, *self.options]
        environment = os.environ | {"RISKIER_DATA": str(self.folder)} | self.environment
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env=environment
            )
        self._wait_until_ready()
        return self

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(
                    f"the server ended with {self.process.returncode}:\n{self.log}"
                )
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}{self.base}/api/health", verify=False).status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the server was not ready after {READY_SECONDS} s:\n{self.log}")

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def client(self, token: str | None = None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # Without certificates to read, which would cost more than most requests.
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, verify=False)

    def facilitator(self) -> httpx.Client:
        return self.client(self.key)

    def new_room(self, **settings: object) -> tuple[str, str]:
        """Make a room, of the 90-minute run sheet if nothing else is said; return code and key."""
        with self.facilitator() as host:
            made = host.post("/api/rooms", json={"run_sheet": "90"} | settings).json()
        return made["code"], made["facilitator_key"]

    def join(self, code: str | None = None) -> httpx.Client:
        """Return the client of somebody who has just joined a room, the first one if not said."""
        with self.client() as anyone:
            joined = anyone.post(f"/api/rooms/{code or self.code}/participants", json={}).json()
        return self.client(joined["token"])
