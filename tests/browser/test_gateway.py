"""Pages whose kernels run elsewhere, at a Jupyter kernel gateway."""

import os
import subprocess
import sys
import time
from contextlib import suppress

import httpx
import psutil
import pytest
from answering import answer
from playwright.sync_api import expect
from tests.running import RunningKit, free_port

PATIENT = 90_000
START_SECONDS = 60
TOLD = ("RISKIER_STORE", "PYTHONPATH")
TOKEN = "a-token-of-the-gateway"
CHECKED = "input:checked"
CONFIG = "document.getElementById('jupyter-config-data')?.textContent"
KERNEL = f"JSON.parse({CONFIG} ?? '{{}}').kernelId"
STATUS = "async (url) => (await fetch(url)).status"
EXECUTE = """async ([url, trace]) => {
  const kinds = [];
  const header = (msg_type) => ({ msg_id: msg_type, msg_type, session: "s", username: "" });
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => kinds.push(JSON.parse(data).header.msg_type);
  await new Promise((done) => { socket.onopen = done; });
  const say = (channel, msg_type, content) => socket.send(JSON.stringify(
    { channel, header: header(msg_type), parent_header: {}, metadata: {}, content, buffers: [] }));
  const code = `open(${JSON.stringify(trace)}, "w").close()`;
  for (const channel of ["shell", "control"])
    say(channel, "execute_request", { code, silent: false, allow_stdin: false });
  say("shell", "kernel_info_request", {});
  while (!kinds.includes("kernel_info_reply")) await new Promise((done) => setTimeout(done, 20));
  socket.close();
  return kinds;
}"""


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    """A kernel gateway on loopback that tells its kernels where the store is."""
    folder = tmp_path_factory.mktemp("gateway")
    port = free_port()
    store = f"sqlite:///{folder / 'rooms.db'}"
    told = [f"--KernelGatewayApp.env_process_whitelist={name}" for name in TOLD]
    where = ["--KernelGatewayApp.ip=127.0.0.1", f"--KernelGatewayApp.port={port}"]
    command = [sys.executable, "-m", "kernel_gateway", *where, *told]
    command.append(f"--KernelGatewayApp.auth_token={TOKEN}")
    environment = os.environ | {"RISKIER_STORE": store}
    with (folder / "gateway.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        yield Gateway(f"http://127.0.0.1:{port}", store, process, folder).ready()
    finally:
        process.terminate()
        process.wait(20)


class Gateway:
    def __init__(self, url, store, process, folder):
        self.url, self.store, self.process, self.folder = url, store, process, folder

    def ready(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "gateway.log").read_text()
            with suppress(httpx.TransportError):
                httpx.get(f"{self.url}/api")
                return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "gateway.log").read_text())

    @property
    def kernels(self):
        return psutil.Process(self.process.pid).children()


@pytest.fixture(scope="module")
def far_kit(gateway, tmp_path_factory):
    at = {"JUPYTER_GATEWAY_URL": gateway.url, "JUPYTER_GATEWAY_AUTH_TOKEN": TOKEN}
    kit = RunningKit(tmp_path_factory.mktemp("far-kit"), environment=at, store_url=gateway.store)
    yield kit.start()
    kit.stop()


@pytest.fixture
def page(browser, far_kit):
    context = browser.new_context()
    context.set_default_timeout(PATIENT)
    page = context.new_page()
    page.goto(f"{far_kit.url}/voila/render/00-welcome.ipynb")
    answer(page.locator(".rk-controls").first, "choice")
    expect(page.locator(".rk-status").first).to_have_text("Saved", timeout=PATIENT)
    yield page
    page.goto("about:blank")
    context.close()


def test_a_page_works_with_a_kernel_at_the_gateway(page, far_kit, gateway):
    assert len(gateway.kernels) == 1
    assert psutil.Process(far_kit.process.pid).children() == [], "none of its own, no zygote"
    page.get_by_role("button", name="Show me the group").first.click()
    expect(page.get_by_text("made-up sample group").first).to_be_visible(timeout=PATIENT)
    page.reload()
    expect(page.locator(CHECKED).first).to_be_visible(timeout=PATIENT)


def test_leaving_the_page_ends_its_kernel_there(page, far_kit):
    kernel = f"{far_kit.url}/api/kernels/{page.evaluate(KERNEL)}"
    page.goto(far_kit.url)
    page.wait_for_function(f"async (url) => await ({STATUS})(url) === 404", arg=kernel)


def test_a_page_cannot_run_code_there(page, far_kit, tmp_path):
    trace = tmp_path / "ran"
    address = f"ws{far_kit.url[4:]}/api/kernels/{page.evaluate(KERNEL)}/channels?session_id=s"
    kinds = page.evaluate(EXECUTE, [address, str(trace)])
    assert "execute_reply" not in kinds
    assert not trace.exists()


def test_when_the_kernel_is_killed_there_the_page_comes_back(page, gateway):
    before = page.evaluate(KERNEL)
    for kernel in gateway.kernels:
        kernel.kill()
    page.wait_for_function(
        f"(before) => ![before, undefined].includes({KERNEL})", arg=before, timeout=PATIENT
    )
    expect(page.locator(CHECKED).first).to_be_visible(timeout=PATIENT)
