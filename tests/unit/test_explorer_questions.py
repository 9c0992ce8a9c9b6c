"""The catalogue answers ten questions as people ask them, by the page's own search."""

import json
import shutil
import subprocess

import pytest

from riskier.pack import load_pack
from riskier.widgets import module_source
from riskier.widgets.explorer import catalogue_of

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(
    NODE is None, reason="No Node.js found, so JavaScript tests are skipped: install nodejs."
)

OWN = {"source": "yes", "hosting": "self-hostable"}
# The question, what is typed and chosen for it, and what must be among the first six answers.
QUESTIONS = [
    (
        "An open-source, self-hostable place to consult residents on a draft plan",
        {"task": "consult-draft", "audience": "public", **OWN},
        {"decidim", "consul-democracy"},
    ),
    (
        "Where do people report potholes, in open source?",
        {"words": "street", "source": "yes"},
        {"fixmystreet"},
    ),
    (
        "Common ground on a question that divides us",
        {"task": "find-common-ground"},
        {"polis"},
    ),
    (
        "A team chat that we can run on our own server",
        {"words": "chat", "audience": "team", **OWN},
        {"mattermost", "zulip"},
    ),
    (
        "Keep up with my field without an account anywhere",
        {"task": "follow-field", "reading": "yes", "words": "feeds"},
        {"rss-readers"},
    ),
    (
        "What I can understand within minutes to hear everyone in a meeting",
        {"task": "hear-the-room", "time": "minutes"},
        {"slido"},
    ),
    (
        "Reach and record a decision in a group, closed to outsiders, open source",
        {"task": "decide-as-group", "source": "yes"},
        {"loomio"},
    ),
    (
        "Publish our data for reuse on our own server",
        {"task": "share-data-code", "words": "data", **OWN},
        {"ckan"},
    ),
    (
        "Warn the public in an emergency, with maps from people on the spot",
        {"words": "map", "task": "warn-emergency"},
        {"ushahidi"},
    ),
    (
        "Follow what parliament says about us, by reading only",
        {"words": "parliament", "reading": "yes"},
        {"theyworkforyou"},
    ),
]


def answers(queries):
    catalogue = catalogue_of(load_pack())
    script = f"""{module_source("catalogue")}
const {{ tools, tasks, families }} = {json.dumps(catalogue)};
const asked = {json.dumps(queries)};
const ids = (one) => found(tools, one, {{ tasks, families }}).map((tool) => tool.id);
console.log(JSON.stringify(asked.map(ids)));
"""
    done = subprocess.run(
        [NODE, "--input-type=module", "-"],
        input=script,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ten_questions_find_their_tools():
    found = answers([wanted for _, wanted, _ in QUESTIONS])
    missed = {
        question: ids[:6]
        for (question, _, tools), ids in zip(QUESTIONS, found, strict=True)
        if not tools <= set(ids[:6])
    }
    assert missed == {}


def test_search_takes_names_old_names_and_accents():
    pack = load_pack()
    found = answers([{"words": "twitter"}, {"words": "DÉCIDIM"}, {"words": "xyzzy"}, {}])
    assert found[0][0] == "x-twitter"
    assert found[1][0] == "decidim"
    assert found[2] == []
    assert len(found[3]) == len(pack.tools)
    assert found[3][-1] == "workplace-from-meta"


def test_every_filter_narrows():
    filters = [{}, {"cost": "paid"}, {"openness": "closed"}, {"reading": "no"}, {"time": "minutes"}]
    counts = [len(ids) for ids in answers(filters)]
    assert all(0 < count < counts[0] for count in counts[1:])
