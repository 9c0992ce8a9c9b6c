"""Every address of the real application is in the one list, and checked as the list says."""

import asyncio
import re

import httpx
import pytest
import tornado.web
from traitlets.config import Config

from riskier.pack import load_pack
from riskier.room import Rooms, open_store
from riskier.server.access import ACCESS
from riskier.server.app import KitApplication, voila_config

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
KERNEL = "01234567-89ab-cdef-0123-456789abcdef"
EXAMPLES = {
    "([0-9A-Za-z-]{1,60})": "TESTER",
    "([a-z0-9][a-z0-9._-]{0,79})": "barriers",
    "([1-9])": "1",
    r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)": KERNEL,
    "([^/]{1,200})": "TESTER",
    r"\.json": ".json",
    r"(report\.(?:html|pdf|xlsx|zip))": "report.html",
    "(?:/.*)?": "/nowhere",
}
WRITES = [
    (path, method)
    for path, access in ACCESS.items()
    for method in access.methods
    if method not in ("GET", "HEAD")
]


@pytest.fixture(scope="module")
def routes(tmp_path_factory):
    """Return the addresses of the application as `riskier serve` makes it, without a prefix."""
    folder = tmp_path_factory.mktemp("routes")
    asyncio.set_event_loop(asyncio.new_event_loop())
    app = KitApplication(config=Config(voila_config()))
    app.rooms = Rooms(open_store(str(folder / "rooms.db")), load_pack())
    app.host_key, app.public_url, app.base_url = "key", "http://kit/", "/a/prefix/"
    app.cookie_secret = b"secret"
    app.configure()
    app.initialize([])
    app.connection_dir = str(folder)
    app.app = tornado.web.Application(**app.init_settings())
    found = [str(rule[0]) for rule in app.init_handlers()]
    yield found
    app.kit.hub.close()
    app.rooms.store.close()


def test_every_address_is_in_the_list(routes):
    listed = {path if path == ".*" else "/a/prefix/" + path.removeprefix("/") for path in ACCESS}
    missing = set(routes) - listed
    assert not missing, f"say in riskier/server/access.py who may reach {sorted(missing)}"
    gone = listed - set(routes)
    assert not gone, f"riskier/server/access.py lists what is not served: {sorted(gone)}"


def test_every_address_says_why():
    assert all(len(access.why) > 10 for access in ACCESS.values())


def example(path):
    for pattern, value in EXAMPLES.items():
        path = path.replace(pattern, value)
    return "/" + path.replace("(.*)", "x").replace(".*", "nowhere").removeprefix("/")


@pytest.mark.parametrize("path", [path for path, each in ACCESS.items() if each.check != "public"])
def test_without_a_secret_nothing_opens(kit, path):
    address = example(path)
    if "render" in address:
        address = "/voila/render/facilitator.ipynb"
    with httpx.Client(base_url=kit.url) as nobody:
        for method in ACCESS[path].methods:
            form = {"resume_code": "nonsense"} if path == "resume" else {}
            answer = nobody.request(method, address, data=form)
            is_form = ACCESS[path].check == "form" and method in ("GET", "HEAD")
            led_to_sign_in = answer.headers.get("location", "").endswith("/facilitator")
            assert answer.status_code in (401, 403, 404, 405, 422) or is_form or led_to_sign_in


@pytest.mark.parametrize("path", ACCESS)
def test_other_methods_do_nothing(kit, path):
    if ACCESS[path].methods == ():
        return
    with httpx.Client(base_url=kit.url) as nobody:
        for method in set(METHODS) - set(ACCESS[path].methods):
            answer = nobody.request(method, example(path))
            assert answer.status_code in (403, 404, 405), (method, answer.status_code)


@pytest.mark.parametrize("path", [path for path, each in ACCESS.items() if "HEAD" in each.methods])
def test_head_tells_what_get_would(kit, path):
    with httpx.Client(base_url=kit.url) as nobody:
        told, got = nobody.head(example(path)), nobody.get(example(path))
    assert (told.status_code, told.content) == (got.status_code, b"")
    assert told.headers.get("content-length") == got.headers.get("content-length")
    changing = {"date", "set-cookie"}
    assert set(told.headers) - changing == set(got.headers) - changing


@pytest.mark.parametrize(("path", "method"), WRITES)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
    ],
    ids=str,
)
def test_another_site_can_write_nowhere(kit, path, method, headers):
    with kit.facilitator() as facilitator:
        answer = facilitator.request(method, example(path), json={}, headers=headers)
    assert answer.status_code == 403


def test_ones_own_site_may_write(kit):
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": kit.url}):
        with kit.client() as anyone:
            path = f"/api/rooms/{kit.code}/participants"
            assert anyone.post(path, json={}, headers=headers).status_code == 201


SAFE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize(
    "path",
    [
        *dict.fromkeys(example(path) for path in ACCESS),
        "/voila/render/00-nothing.ipynb",
        "/voila/render/facilitator.ipynb",
        "/voila/static/voila.js",
        "/voila/templates/riskier/static/nothing.js",
        "/voila/templates/x",
        "/voila/templates/../static/x",
        "/voila/templates/riskier/static/..%2f..%2fconf.json",
        "/voila/templates/riskier/static/x%2f..%2f..%2f..%2fstatic%2fx",
        "/voila/templates/riskier/static/..%5c..%5cconf.json",
        "/voila/templates/riskier%2fstatic%2f%2e%2e",
        "/voila/labextensions/anywidget/package.json",
        "/voila/static/../../x",
        "/%ff%fe",
        "/api/rooms/%00",
    ],
)
def test_every_answer_carries_the_headers(kit, path):
    with kit.client() as anyone:
        answer = anyone.get(path)
    assert answer.status_code < 500
    for name, value in SAFE.items():
        assert answer.headers.get(name) == value, name
    assert "default-src" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"] or (
        answer.headers["content-type"] == "image/svg+xml"
    )
    assert "server" not in answer.headers
    is_file = re.match("/(static|voila/(static|templates|labextensions|api/themes))/", path)
    if answer.status_code == 200 and not is_file:
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_open_a_kernel_socket(kit, headers):
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    path = f"/api/kernels/{KERNEL}/channels"
    with kit.client() as anyone:
        refused = anyone.get(path, headers=upgrade | headers)
        unknown = anyone.get(path, headers=upgrade)
    assert refused.status_code == 403
    assert unknown.status_code == 404
    assert refused.headers["x-content-type-options"] == "nosniff"
