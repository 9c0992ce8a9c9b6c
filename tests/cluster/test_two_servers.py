"""Two servers behind nginx with TLS and a prefix, over one store; then one of them only."""

import json
import re
import secrets
import ssl
import threading

import httpx
import pytest
from tornado.httpclient import HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect

from tests.cluster.proxy import Proxy
from tests.faults.conftest import ANSWER
from tests.running import RunningKit
from tests.server.test_kernels import message
from tests.store.conftest import scratch_database
from tests.waiting import eventually

SECRET = secrets.token_hex(16)


@pytest.fixture(scope="module")
def store_url():
    with scratch_database() as address:
        yield address


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, store_url):
    kits = []
    options = ("--base-url", "/workshop/", "--public-url", "https://127.0.0.1/workshop/")
    for number in range(2):
        kit = RunningKit(
            tmp_path_factory.mktemp(f"kit{number}"),
            options=options,
            store_url=store_url,
            base="/workshop",
            environment={"RISKIER_COOKIE_SECRET": SECRET},
        )
        kits.append(kit.start())
    proxy = Proxy(tmp_path_factory.mktemp("proxy") / "nginx", [kit.port for kit in kits])
    yield proxy, kits
    proxy.stop()
    for kit in kits:
        kit.stop()


def client(proxy, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=proxy.url, headers=headers, timeout=60, verify=False)


def follow(proxy, code, token, seen, enough):
    """Follow the room as a phone does: reconnect whenever the stream breaks."""
    while not enough.is_set():
        try:
            with (
                client(proxy, token) as phone,
                phone.stream("GET", f"api/rooms/{code}/events") as got,
            ):
                for line in got.iter_lines():
                    if line.startswith('data: {"code'):
                        seen.append(json.loads(line.removeprefix("data: ")))
                    if enough.is_set():
                        return
        except httpx.TransportError:
            enough.wait(0.2)


def test_the_whole_kit_works_under_a_prefix_behind_tls(cluster):
    proxy, kits = cluster
    code, key = kits[0].code, kits[0].key
    with client(proxy) as anyone:
        landing = anyone.get("")
        assert landing.status_code == 200
        assert "/workshop/static/riskier/" in landing.text
        for address in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', landing.text):
            assert address.startswith("/workshop/")
            assert anyone.get(f"https://127.0.0.1:{proxy.port}{address}").status_code == 200
        assert anyone.get(f"join/{code}").status_code == 200
        joined = anyone.post(f"api/rooms/{code}/participants", json={}).json()
        origin = f"https://127.0.0.1:{proxy.port}"
        form = {"code": code, "key": key}
        signed = anyone.post("facilitator", data=form, headers={"Origin": origin})
        assert signed.status_code == 303
        assert signed.headers["location"].startswith("/workshop/voila/render/")
        assert "Secure" in signed.headers["set-cookie"]
        page = anyone.get("voila/render/facilitator.ipynb", timeout=120)
        assert page.status_code == 200
        assert "/workshop/voila/" in page.text
    assert joined["token"]


def test_a_page_reaches_its_kernel_through_the_proxy(cluster):
    proxy, _ = cluster
    with client(proxy) as anyone:
        page = anyone.get("voila/render/00-welcome.ipynb", timeout=120)
        kernel = re.search(r'"kernelId": "([0-9a-f-]{36})"', page.text)[1]
        cookies = "; ".join(f"{name}={value}" for name, value in anyone.cookies.items())
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    url = f"{proxy.url}api/kernels/{kernel}/channels".replace("https", "wss", 1)
    headers = {"Origin": f"https://127.0.0.1:{proxy.port}", "Cookie": cookies}

    async def ask():
        request = HTTPRequest(url, headers=headers, ssl_options=trust)
        socket = await websocket_connect(request)
        await socket.write_message(message("kernel_info_request", "shell", {}))
        kind = ""
        while kind != "kernel_info_reply":
            kind = json.loads(await socket.read_message())["header"]["msg_type"]
        socket.close()
        return kind

    assert IOLoop.current().run_sync(ask, timeout=60) == "kernel_info_reply"


def test_a_report_is_found_at_the_server_that_makes_it(cluster):
    proxy, kits = cluster
    path = f"api/rooms/{kits[0].code}/report"
    with client(proxy, kits[0].key) as facilitator:
        assert facilitator.post(path).json()["state"] == "working"
        assert {facilitator.get(path).json()["state"] for _ in range(6)} <= {"working", "ready"}


def test_one_of_two_is_killed_and_nobody_notices(cluster):
    proxy, kits = cluster
    code, key = kits[0].code, kits[0].key
    path = f"api/rooms/{code}"
    with client(proxy) as anyone:
        tokens = [anyone.post(f"{path}/participants", json={}).json()["token"] for _ in range(6)]
    phones = [client(proxy, token) for token in tokens]
    seen, enough = [[] for _ in tokens], threading.Event()
    readers = [
        threading.Thread(target=follow, args=(proxy, code, token, heard, enough))
        for token, heard in zip(tokens, seen, strict=True)
    ]
    for reader in readers:
        reader.start()
    with client(proxy, key) as facilitator:
        move = {"activity": "barriers", "round": 1, "phase": "open"}
        assert facilitator.patch(path, json=move).status_code == 200
        eventually(lambda: all(heard and heard[-1]["phase"] == "open" for heard in seen))
        for phone in phones[:3]:
            assert phone.put(f"{path}/answers/barriers/1", json=ANSWER).status_code == 200
        kits[1].kill()
        for phone in phones[3:]:
            eventually(lambda phone=phone: answered(phone, path))
        eventually(
            lambda: facilitator.patch(path, json={"phase": "closed"}).status_code in (200, 409)
        )
        eventually(lambda: all(heard[-1]["phase"] == "closed" for heard in seen))
    for phone in phones:
        assert phone.get(path).json()["answer"] == ANSWER["answer"]
    enough.set()
    kits[0].facilitator().patch(f"/workshop/{path}", json={"phase": "revealed"})
    for reader in readers:
        reader.join(30)


def answered(phone, path):
    try:
        return phone.put(f"{path}/answers/barriers/1", json=ANSWER).status_code == 200
    except httpx.TransportError:
        return False
