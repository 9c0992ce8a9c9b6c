"""What a server writes to its log and keeps on its disk: nothing about a person."""

import httpx
import pytest

from tests.running import RunningKit

TEXT = "Q7ZXJW a sentence that only one person wrote"
ADDRESS = "203.0.113.77"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A short workshop with mishaps; afterwards its log and what must not be in it."""
    kit = RunningKit(tmp_path_factory.mktemp("log")).start()
    room = f"/api/rooms/{kit.code}"
    headers = {"X-Forwarded-For": ADDRESS, "User-Agent": "a-phone-of-its-own"}
    with httpx.Client(base_url=kit.url, headers=headers, timeout=60, verify=False) as anyone:
        joined = anyone.post(f"{room}/participants", json={}).json()
        secrets = [joined["token"], joined["resume_code"], TEXT, ADDRESS, "a-phone-of-its-own"]
        mine = {"Authorization": f"Bearer {joined['token']}"}
        with kit.facilitator() as facilitator:
            facilitator.patch(room, json={"activity": "stop", "round": 1, "phase": "open"})
        answers = f"{room}/answers/stop/1"
        assert anyone.put(answers, headers=mine, json={"answer": {"texts": [TEXT]}}).is_success
        anyone.put(answers, headers=mine, json={"answer": {"texts": [TEXT * 20]}})
        anyone.put(answers, headers=mine, content=TEXT.encode())
        anyone.put(answers, headers=mine, content=f'{{"answer": "{TEXT}'.encode())
        anyone.get(room, headers={"Authorization": f"Bearer {joined['token']}x"})
        anyone.post(f"{room}/participants", json={"resume_code": joined["resume_code"]})
        anyone.get("/voila/render/00-welcome.ipynb")
        for path in ("/voila/render/none.ipynb", "/voila/static/none", "/voila/templates/x", "/no"):
            anyone.get(f"{path}?q={TEXT}", headers=mine)
        anyone.get("/api/kernels/01234567-89ab-cdef-0123-456789abcdef")
        anyone.post("/resume", data={"resume_code": joined["resume_code"]})
    kit.stop()
    return kit, secrets


def test_the_log_names_nobody(workshop):
    kit, secrets = workshop
    for secret in secrets:
        assert secret not in kit.log
    assert "127.0.0.1 " not in kit.log.replace(kit.url, "")


def test_the_store_holds_no_secret_and_no_address(workshop):
    kit, secrets = workshop
    kept = b"".join(path.read_bytes() for path in kit.folder.glob("rooms.db*"))
    assert TEXT.encode() in kept, "the answer itself is there"
    for secret in set(secrets) - {TEXT}:
        assert secret.encode() not in kept
        assert secret.replace("-", "").encode() not in kept


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_cookies_are_for_this_site_alone(kit, scheme):
    headers = {"X-Forwarded-Proto": scheme}
    with kit.client() as anyone:
        anyone.headers.update(headers)
        answers = [
            anyone.post("/facilitator", data={"code": kit.code, "key": kit.key}),
            anyone.post("/resume", data={"resume_code": ""}),
        ]
    for answer in answers:
        for cookie in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
            assert ("Secure" in cookie) == (scheme == "https")
    assert all("set-cookie" in answer.headers for answer in answers)


def test_a_page_sets_no_cookie_that_follows_people(kit):
    with kit.client() as anyone:
        cookies = anyone.get("/voila/render/00-welcome.ipynb", timeout=120).headers
        names = {cookie.split("=")[0] for cookie in cookies.get_list("set-cookie")}
        assert names == {"_xsrf", "riskier_solo"}
        assert all("SameSite=Lax" in cookie for cookie in cookies.get_list("set-cookie"))
        for path in ("/", f"/join/{kit.code}", "/voila/static/voila.js", "/api/health"):
            assert "set-cookie" not in anyone.get(path).headers
