"""The HTTP contract against a real server."""

import json
import threading

import pytest

BARRIERS = {"activity": "barriers", "round": 1}
BARRIER = {"answer": {"selected": ["no-use-for-me"]}}


def test_health(kit):
    answer = kit.client().get("/api/health").json()
    assert answer["status"] == "ok"
    assert answer["version"]


def test_a_room_needs_the_host_key(kit):
    refused = kit.client("wrong").post("/api/rooms", json={})
    assert refused.status_code == 401
    assert refused.json()["code"] == "unauthorized"


def test_an_unknown_room_is_404_for_everyone(kit):
    for path in ("/api/rooms/NOSUCH", "/api/rooms/NOSUCH/findings/barriers/1"):
        answer = kit.facilitator().get(path)
        assert answer.status_code == 404
        assert answer.json()["code"] == "unknown_room"


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nowhere", "/api/health/", "/api/rooms/a/b"]
)
def test_an_address_that_is_not_there_answers_as_the_others_do(kit, path):
    answer = kit.client().get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_whoever_is_hung_up_on_is_told_so(kit):
    with kit.client() as anyone:
        early = anyone.get("/api/nowhere")
        late = anyone.get("/api/rooms")
    assert (early.status_code, early.headers["connection"]) == (404, "close")
    assert (late.status_code, late.headers.get("connection")) == (405, None)


def test_joining_gives_a_token_and_a_resume_code(room):
    joined = room.kit.client().post(f"{room.path}/participants", json={})
    assert joined.status_code == 201
    assert set(joined.json()) == {"token", "resume_code"}


def test_a_resume_code_brings_the_same_person_back(room):
    anyone = room.kit.client()
    first = anyone.post(f"{room.path}/participants", json={}).json()
    room.move(**BARRIERS, phase="open")
    one = room.kit.client(first["token"])
    assert one.put(f"{room.path}/answers/barriers/1", json=BARRIER).status_code == 200
    again = anyone.post(f"{room.path}/participants", json={"resume_code": first["resume_code"]})
    state = room.state(room.kit.client(again.json()["token"]))
    assert state["answer"] == BARRIER["answer"]
    assert state["joined"] == 1


def test_a_wrong_resume_code_is_refused(room):
    refused = room.kit.client().post(
        f"{room.path}/participants", json={"resume_code": "AAAA-BBBB-CCCC"}
    )
    assert 400 <= refused.status_code < 500
    assert refused.json()["message"]


def test_state_is_for_those_in_the_room(room):
    assert room.kit.client().get(room.path).status_code == 401
    assert room.kit.client("made-up").get(room.path).status_code == 401
    state = room.state(room.join())
    assert {"seq", "stage", "activity", "round", "phase", "answer", "joined"} <= set(state)
    assert "agenda" not in state
    assert "agenda" in room.state()


def test_the_way_of_one_answer(room):
    person = room.join()
    room.move(**BARRIERS)
    early = person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    assert (early.status_code, early.json()["code"]) == (409, "not_open")
    room.move(phase="open")
    saved = person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    assert saved.status_code == 200
    assert room.state(person)["answer"] == BARRIER["answer"]
    assert room.state(person)["answered"] == 1
    room.move(phase="closed")
    late = person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    assert late.status_code == 409


def test_answers_are_idempotent_and_the_last_one_counts(room):
    person = room.join()
    room.move(**BARRIERS, phase="open")
    for selected in (["no-use-for-me"], [], ["no-use-for-me"]):
        answer = {"answer": {"selected": selected}}
        assert person.put(f"{room.path}/answers/barriers/1", json=answer).status_code == 200
    state = room.state(person)
    assert state["answer"] == {"selected": ["no-use-for-me"]}
    assert state["answered"] == 1


def test_an_impossible_move_names_the_possible_ones(room):
    room.move(**BARRIERS)
    refused = room.move(phase="revealed")
    assert refused.status_code == 409
    assert "open" in refused.json()["message"]


@pytest.mark.parametrize(
    "more", [{"timer_seconds": -1}, {"hide": "no-such-text"}, {"settings": {"k_min": 0}}]
)
def test_a_refused_move_has_not_happened_halfway(room, more):
    before = room.state()["seq"]
    refused = room.move(**BARRIERS, phase="open", **more)
    assert refused.status_code == 422
    assert (room.state()["activity"], room.state()["seq"]) == (None, before)


def test_an_exhibit_is_not_shown_by_a_move_that_was_refused(room):
    refused = room.move(exhibit="loop", phase="open")
    assert refused.status_code == 409
    assert "revealed" in refused.json()["message"]
    assert room.state()["exhibit"] is None


@pytest.mark.parametrize("field", ["hide", "unhide"])
def test_an_unknown_text_is_refused_where_it_was_named(room, field):
    refused = room.move(**{field: "no-such-text"})
    assert (refused.status_code, refused.json()["field"]) == (422, field)


def test_a_finding_waits_for_the_reveal(room):
    people = [room.join() for _ in range(6)]
    room.move(**BARRIERS, phase="open")
    for person in people:
        person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    path = f"{room.path}/findings/barriers/1"
    assert people[0].get(path).status_code == 403
    assert room.facilitator.get(path).status_code == 403
    room.move(phase="closed")
    assert people[0].get(path).status_code == 403
    assert room.facilitator.get(path).json()["n"] == 6
    room.move(phase="revealed")
    finding = people[0].get(path).json()
    assert finding["n"] == 6
    assert finding["withheld"] is None
    assert finding["table"]["rows"]
    svg = room.kit.client().get(finding["chart"])
    assert svg.headers["content-type"] == "image/svg+xml"
    assert svg.text.lstrip().startswith("<svg")
    assert people[0].get(path, params={"format": "vega"}).json()["$schema"]


def test_too_few_people_see_no_chart(room):
    person = room.join()
    room.move(**BARRIERS, phase="open")
    person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    room.move(phase="closed")
    room.move(phase="revealed")
    finding = person.get(f"{room.path}/findings/barriers/1").json()
    assert finding["withheld"]
    assert finding["chart"] is None
    assert finding["table"]["rows"] == []


BAD_BODIES = {
    "broken JSON": (b'{"answer": ', 400, "bad_json"),
    "not an object": (b"[1, 2]", 400, "bad_json"),
    "NaN": (b'{"answer": {"ratings": {"a": NaN}}}', 400, "bad_json"),
    "deep": (b'{"answer": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400, "bad_json"),
    "not UTF-8": (b'{"answer": "\xff\xfe"}', 400, "bad_json"),
    "too large": (b'{"answer": "' + b"a" * 10_000_000 + b'"}', 413, "body_too_large"),
    "no answer": (b"{}", 422, "missing_answer"),
    "unknown key": (b'{"answer": {}, "more": 1}', 422, "unknown_key"),
    "half a character": (b'{"answer": {}, "\\ud800": 1}', 422, "unknown_key"),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_bad_body_is_refused_and_costs_nothing(room, name):
    body, status, code = BAD_BODIES[name]
    person = room.join()
    room.move(**BARRIERS, phase="open")
    person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    refused = person.put(f"{room.path}/answers/barriers/1", content=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert room.state(person)["answer"] == BARRIER["answer"]


BAD_ANSWERS = {
    "unknown id": {"selected": ["no-such-barrier"]},
    "too many": {"selected": ["no-use-for-me", "not-my-job", "x", "y", "z"]},
    "wrong shape": {"ratings": {"a": 1}},
    "not an object": "no-use-for-me",
    "null": None,
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_a_bad_answer_is_refused_with_words(room, name):
    person = room.join()
    room.move(**BARRIERS, phase="open")
    refused = person.put(f"{room.path}/answers/barriers/1", json={"answer": BAD_ANSWERS[name]})
    assert refused.status_code == 422
    assert {"code", "message"} <= set(refused.json())


def events(client, path, stop, into):
    with client.stream("GET", path, timeout=30) as stream:
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                into.append((name, json.loads(line.removeprefix("data: "))))
                if stop(into):
                    return


def test_the_stream_tells_of_every_move(room):
    person, seen = room.join(), []

    def over(got):
        states = [state for name, state in got if name == "state"]
        if len(states) == 1 and states[0]["phase"] != "open":
            room.move(**BARRIERS, phase="open")
        return any(state["phase"] == "open" for state in states)

    reader = threading.Thread(target=events, args=(person, f"{room.path}/events", over, seen))
    reader.start()
    reader.join(30)
    assert not reader.is_alive()
    first = seen[0][1]
    assert "answer" in first
    assert seen[-1][1]["activity"]["id"] == "barriers"


def test_the_stream_needs_a_token(room):
    assert room.kit.client().get(f"{room.path}/events").status_code == 401


def test_deleting_a_room_gives_a_receipt_and_leaves_nothing(room):
    person = room.join()
    room.move(**BARRIERS, phase="open")
    person.put(f"{room.path}/answers/barriers/1", json=BARRIER)
    assert person.delete(room.path).status_code == 401
    receipt = room.facilitator.delete(room.path).json()["receipt"]
    assert receipt["answers"] == 1
    assert room.facilitator.get(room.path).status_code == 404


def test_a_participant_is_no_facilitator(room):
    person = room.join()
    assert person.patch(room.path, json={"phase": "open"}).status_code == 401


def test_a_participant_of_one_room_is_nobody_in_another(kit, room):
    stranger = kit.join()
    assert stranger.get(room.path).status_code == 401


def test_the_document_names_every_api_address(kit):
    document = kit.client().get("/api/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/health",
        "/api/rooms",
        "/api/rooms/{code}",
        "/api/rooms/{code}/participants",
        "/api/rooms/{code}/answers/{activity}/{round}",
        "/api/rooms/{code}/events",
        "/api/rooms/{code}/findings/{id}/{round}",
        "/api/rooms/{code}/report",
        "/api/rooms/{code}/report/{name}",
        "/api/rooms/{code}/sheets",
        "/api/rooms/{code}/sheets/{activity}/{round}",
        "/api/tools",
    }
    assert "65536 bytes" in document["info"]["description"]
