"""What somebody without a key may not reach: pages, kernels, files."""

import json
import re
import uuid

import pytest
from tornado.httpclient import HTTPRequest
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect


@pytest.fixture
def anyone(kit):
    with kit.client() as client:
        yield client


@pytest.mark.parametrize("page", ["facilitator.ipynb", "screen.ipynb"])
def test_facilitator_pages_lead_to_the_sign_in(anyone, page):
    answer = anyone.get(f"/voila/render/{page}")
    assert answer.status_code == 302
    assert answer.headers["location"].endswith("/facilitator")


def test_a_front_end_that_is_no_text_is_none(anyone):
    answer = anyone.get("/voila/render/screen.ipynb?frontend=%ff")
    assert answer.status_code == 302
    assert "unsafe-eval" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("frontend", ["kit", "voila"])
def test_a_page_with_a_kernel_may_speak_to_no_other_machine(anyone, frontend):
    answer = anyone.get(f"/voila/render/screen.ipynb?frontend={frontend}")
    sources = re.findall(r"[^ ;]+", answer.headers["content-security-policy"])
    assert "connect-src" in sources
    assert not {"ws:", "wss:", "http:", "https:", "*"} & set(sources)


@pytest.mark.parametrize("page", ["facilitator.ipynb", "screen.ipynb"])
def test_a_forged_cookie_or_header_opens_nothing(kit, anyone, page):
    forged = {"Cookie": f"riskier_facilitator={kit.code}", "X-Riskier-Room": kit.code}
    assert anyone.get(f"/voila/render/{page}", headers=forged).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/tree/",
        "/voila/files/00-welcome.ipynb",
        "/voila/files/../README.md",
        "/voila/api/contents/",
        "/voila/api/contents/00-welcome.ipynb",
        "/voila/render/../README.md",
        "/voila/render/%2e%2e/pyproject.toml",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/terminals/1",
        "/lab",
        "/tree",
    ],
)
def test_no_files_no_lists_no_other_servers(anyone, path):
    assert anyone.get(path).status_code in (403, 404)


def test_a_page_source_is_not_given_away(anyone):
    assert anyone.get("/voila/render/00-welcome.ipynb?format=ipynb").text.lstrip()[0] != "{"


def test_execute_request_on_ones_own_kernel_runs_nothing(kit, anyone, tmp_path):
    page = anyone.get("/voila/render/00-welcome.ipynb", timeout=120)
    kernel = page.text.split('"kernelId": "')[-1][:36] if '"kernelId"' in page.text else None
    if kernel is None:
        kernel = json.loads(
            page.text.split('id="jupyter-config-data"')[1].split(">", 1)[1].split("<")[0]
        )["kernelId"]
    trace = tmp_path / "ran"
    code = f"open({str(trace)!r}, 'w').close()"
    replies = IOLoop.current().run_sync(lambda: ask_kernel(kit, kernel, code), timeout=60)
    assert "kernel_info_reply" in replies
    assert "execute_reply" not in replies
    assert not trace.exists()


async def ask_kernel(kit, kernel, code):
    """Ask to execute on both channels, then for kernel info; return the kinds of replies."""
    url = f"{kit.url}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
    socket = await websocket_connect(HTTPRequest(url, headers={"Origin": kit.url}))
    content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
    for channel in ("shell", "control"):
        await socket.write_message(message("execute_request", channel, content))
    await socket.write_message(message("kernel_info_request", "shell", {}))
    kinds = []
    while "kernel_info_reply" not in kinds:
        kinds.append(json.loads(await socket.read_message())["header"]["msg_type"])
    socket.close()
    return kinds


def message(kind, channel, content):
    header = {
        "msg_id": uuid.uuid4().hex,
        "username": "",
        "session": uuid.uuid4().hex,
        "msg_type": kind,
        "version": "5.3",
    }
    body = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    return json.dumps(body | {"channel": channel, "buffers": []})
