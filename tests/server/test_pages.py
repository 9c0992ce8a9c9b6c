"""The pages without a kernel, as any browser gets them."""

import re

import pytest

STRICT = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")


@pytest.fixture
def anyone(kit):
    with kit.client() as client:
        yield client


def test_landing_shows_the_room_and_its_qr(kit, anyone):
    page = anyone.get("/")
    assert page.status_code == 200
    assert kit.code in page.text
    assert f"/join/{kit.code}" in page.text
    assert "data:image/svg+xml" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/tools", "/join/TESTER", "/join/NOSUCH", "/nowhere", "/facilitator"]
)
def test_pages_carry_the_strict_policy(anyone, path):
    headers = anyone.get(path).headers
    for part in STRICT:
        assert part in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


@pytest.mark.parametrize(
    "path", ["/", "/tools", "/join/TESTER", "/join/NOSUCH", "/nowhere", "/facilitator"]
)
def test_pages_name_no_other_machine(anyone, path):
    page = anyone.get(path).text
    loaded = re.findall(r'(?:src|href|action)="(https?:)?//[^"]*', page)
    assert loaded == []
    assert "<script>" not in page
    assert "style=" not in page


def test_an_unknown_room_code_gets_a_kind_page(anyone):
    page = anyone.get("/join/NOSUCH")
    assert page.status_code == 404
    assert "<form" in page.text
    assert "NOSUCH" in page.text


def test_a_code_is_shown_as_text(anyone):
    page = anyone.get("/join/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_the_join_form_works_without_a_script(kit, anyone):
    answer = anyone.get("/join", params={"code": f" {kit.code.lower()} "})
    assert answer.status_code in (302, 303)
    assert answer.headers["location"] == f"/join/{kit.code}"


def test_an_unknown_address_is_a_page(anyone):
    page = anyone.get("/nowhere")
    assert page.status_code == 404
    assert "<h1" in page.text


def test_an_unknown_resume_code_says_so(anyone):
    page = anyone.post("/resume", data={"resume_code": "nonsense"})
    assert page.status_code == 422
    assert_error_is_tied(page.text, "resume-code", "resume-error", "leads nowhere")


def assert_error_is_tied(page, field, error, words):
    """The title says that something is wrong; the focus is where, and the words go with it."""
    assert "<title>Error: " in page
    said = re.search(rf'<p id="{error}"[^>]*>([^<]+)</p>', page)
    assert words in said[1]
    control = re.search(rf'<input id="{field}"[^>]*>', page)[0]
    assert f'aria-describedby="{error}"' in control
    assert "autofocus" in control


def test_what_a_form_refuses_is_said_at_its_field(kit, anyone):
    page = anyone.post("/facilitator", data={"code": "NOSUCH", "key": "wrong"}).text
    assert_error_is_tied(page, "code", "open-error", "did not open a room")
    page = anyone.post("/facilitator/rooms", data={"host_key": "wrong"}).text
    assert_error_is_tied(page, "host-key", "new-error", "did not match")
    form = {"host_key": kit.key, "run_sheet": "45", "k_min": "five"}
    page = anyone.post("/facilitator/rooms", data=form).text
    assert_error_is_tied(page, "host-key", "new-error", "“five” was given")
    endless = anyone.post("/facilitator/rooms", data=form | {"k_min": "9" * 5000})
    assert endless.status_code == 422
    assert "Error: " not in anyone.get("/facilitator").text


def test_a_wrong_key_is_refused_without_telling_which_part(kit, anyone):
    wrong_key = anyone.post("/facilitator", data={"code": kit.code, "key": "wrong"})
    wrong_code = anyone.post("/facilitator", data={"code": "NOSUCH", "key": kit.key})
    assert wrong_key.status_code == wrong_code.status_code == 401
    words = [re.sub(r'value="[^"]*"', "", page.text) for page in (wrong_key, wrong_code)]
    assert words[0] == words[1]


def test_the_right_key_opens_the_console(kit, anyone):
    answer = anyone.post("/facilitator", data={"code": kit.code, "key": kit.key})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("voila/render/facilitator.ipynb")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_another_site_cannot_send_the_form(kit, anyone):
    data = {"code": kit.code, "key": kit.key}
    answer = anyone.post("/facilitator", data=data, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_new_room_needs_the_host_key_and_shows_its_own_once(kit, anyone):
    form = {"host_key": "wrong", "topic": "", "run_sheet": "45", "k_min": "5"}
    assert anyone.post("/facilitator/rooms", data=form).status_code == 401
    form = {"host_key": kit.key, "topic": "", "run_sheet": "60", "k_min": "5"}
    assert anyone.post("/facilitator/rooms", data=form).status_code == 422


def test_static_files_are_packed_and_kept(anyone):
    first = anyone.get("/static/riskier/participant.css", headers={"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    etag = first.headers["etag"]
    again = anyone.get("/static/riskier/participant.css", headers={"If-None-Match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/static/riskier/../app.py",
        "/static/riskier/%2e%2e/app.py",
        "/static/riskier/widgets/../../app.py",
        "/static/riskier/widgets/console.js",
    ],
)
def test_static_serves_nothing_else(anyone, path):
    assert anyone.get(path).status_code == 404


def test_the_join_page_says_what_happens_to_the_answers(kit, anyone):
    code, _ = kit.new_room(keep="until-end")
    page = anyone.get(f"/join/{code}").text
    assert "answers are deleted when the room ends." in page
    refused = kit.facilitator().post("/api/rooms", json={"keep": "for ever"})
    assert refused.status_code == 422


def test_a_new_room_may_promise_to_delete(kit, anyone):
    form = {"host_key": kit.key, "topic": "", "run_sheet": "45", "k_min": "5", "keep": "30-days"}
    page = anyone.post("/facilitator/rooms", data=form).text
    assert "Facilitator key" in page or "facilitator key" in page
