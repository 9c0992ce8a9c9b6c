"""Every operation of the OpenAPI document under generated requests: no 500 and no hang."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from riskier.pack import load_pack
from riskier.server.openapi import document
from tests.running import RunningKit

EXAMPLES = 40
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    running = RunningKit(tmp_path_factory.mktemp("fuzz")).start()
    running.token = running.join().headers["Authorization"].removeprefix("Bearer ")
    yield running
    running.stop()


SCHEMA = schemathesis.openapi.from_dict(document("/", load_pack()))
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


def ask_for(kit, activity):
    """Have the room open at an activity, so that an answer is read and not refused unread."""
    kit.asked = activity
    with kit.facilitator() as facilitator:
        move = {"activity": activity, "round": 1, "phase": "open"}
        facilitator.patch(f"/api/rooms/{kit.code}", json=move)


def can_be_wrong(operation):
    """Say whether an operation takes anything, such as a parameter."""
    parts = ("path_parameters", "query", "headers", "cookies", "body")
    return any(list(getattr(operation, part)) for part in parts)


# A stream has no end; tests/server/test_api.py reads it.
FUZZED = [
    (label, mode)
    for label, operation in OPERATIONS.items()
    for mode in GenerationMode
    if not label.endswith("/events") and (mode.is_positive or can_be_wrong(operation))
]
ASKED = ["barriers", "relevance", "task-ranking", "case-sort", "estimates", "stop", "plan"]


@pytest.mark.parametrize(("label", "mode"), FUZZED)
def test_generated_requests_are_answered(label, mode, fuzzed):
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(OPERATIONS[label].as_strategy(generation_mode=mode), st.randoms())
    def ask(case, chance):
        who = chance.choice(["nobody", "participant", "facilitator"])
        if "code" in case.path_parameters and case.method != "DELETE" and chance.random() < 0.7:
            case.path_parameters["code"] = fuzzed.code
        if "activity" in case.path_parameters and chance.random() < 0.8:
            ask_for(fuzzed, chance.choice(ASKED))
            case.path_parameters |= {"activity": fuzzed.asked, "round": "1"}
        tokens = {"participant": fuzzed.token, "facilitator": fuzzed.key}
        headers = {"Authorization": f"Bearer {tokens[who]}"} if who in tokens else {}
        response = case.call(base_url=fuzzed.url, headers=headers, timeout=20)
        case.validate_response(response, checks=CHECKS)

    ask()
