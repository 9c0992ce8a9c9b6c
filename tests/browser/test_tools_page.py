"""The catalogue on a page of its own: ten real questions, answered as a person would."""

import json

import pytest
from participant_page import PHONE, Participant, axe_faults, is_cut_off
from playwright.sync_api import expect

from riskier.paths import pack_dir

OWN = {"Open source": "Yes", "Where it runs": "Can be hosted by ourselves"}
# The question; what is chosen for it; what answers, read off tools.json and fit.csv by hand,
# with the best fit first.
QUESTIONS = {
    "An open-source, self-hostable place to consult residents on a draft plan": (
        {"Task": "Consult on a draft policy or plan", "For whom": "The public", **OWN},
        "go-vocal decidim consul-democracy wordpress discourse polis hypothesis your-priorities"
        " gitlab",
    ),
    "Somewhere free to find others like me, by reading only, within minutes": (
        {
            "Task": "Find out who else is working on this problem",
            "Can I learn by reading only?": "Yes",
            "Time to get it, at most": "Minutes",
            "Cost": "Free",
        },
        "govloop email-lists bluesky reddit openstreetmap stack-exchange whatdotheyknow",
    ),
    "Free questions and answers among professionals": (
        {
            "Task": "Answer the questions people keep asking",
            "For whom": "My profession",
            "Cost": "Free",
        },
        "stack-exchange whatdotheyknow email-lists ckan",
    ),
    "A closed place for my team on our own server, in open source": (
        {"For whom": "My team", "How open": "Closed", **OWN},
        "mattermost mediawiki",
    ),
    "Hear everyone in my team's meeting": (
        {"Task": "Hear everyone in a meeting or event", "For whom": "My team"},
        "slido microsoft-teams loomio miro slack zulip",
    ),
    "Find common ground on what divides us, for nothing": (
        {"Task": "Find common ground on a divisive question", "Cost": "Free"},
        "polis decidim your-priorities reddit consul-democracy",
    ),
    "Share data or code for reuse from a server of our own": (
        {"Task": "Share data, code or templates for reuse", **OWN},
        "gitlab ckan openstreetmap zotero mediawiki peertube ushahidi whatdotheyknow discourse",
    ),
    "Warn the public by a channel that we run ourselves": (
        {"Task": "Warn the public in an emergency", **OWN},
        "mastodon bluesky ushahidi wordpress openstreetmap",
    ),
    "Decide as a group, with only those who were invited": (
        {"Task": "Reach and record a group decision", "How open": "By invitation"},
        "loomio zulip gitlab slido slack email-lists miro",
    ),
    "Keep up with my field by a protocol that nobody owns": (
        {"Task": "Keep up with a policy field or profession", "Where it runs": "A protocol"},
        "podcasts rss-readers",
    ),
}


@pytest.fixture(scope="module")
def tools(browser, kit):
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.faults, page.asked = [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"{kit.url}/tools")
    page.get_by_text("More filters").click()
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture(scope="module")
def names():
    records = json.loads((pack_dir() / "tools.json").read_text("utf-8"))["tools"]
    return {tool["id"]: tool["name"] for tool in records}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_its_tools_and_no_others(tools, names, question):
    chosen, answer = QUESTIONS[question]
    tools.get_by_role("button", name="Clear all").click()
    for label, option in chosen.items():
        tools.get_by_label(label, exact=True).select_option(option)
    expected = [names[name] for name in answer.split()]
    expect(tools.get_by_text(f"{len(expected)} of 70 tools.").first).to_be_visible()
    found = tools.locator(".rk-tool-name").all_inner_texts()
    assert sorted(found) == sorted(expected)
    assert found[0] == expected[0]


def test_it_is_light_accessible_and_asks_nobody_else(tools, kit):
    tools.get_by_role("button", name="Clear all").click()
    assert axe_faults(tools) == []
    assert not is_cut_off(tools)
    fetched = [url for url in tools.asked if not url.startswith("data:")]
    assert len(fetched) <= 5, fetched
    assert all(url.startswith(kit.url) for url in fetched)


def test_a_line_that_fails_can_be_tried_again(browser, kit):
    page = browser.new_page(viewport=PHONE)
    page.route("**/api/tools", lambda route: route.abort(), times=1)
    page.goto(f"{kit.url}/tools")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Find a tool for a task")).to_be_visible()
    expect(page.locator("#tools")).to_be_focused()
    page.close()


def test_who_picks_a_first_step_can_look_at_all_tools(browser, kit, room):
    room.ask("first-step")
    context = browser.new_context(viewport=PHONE)
    person = Participant(context, room).join()
    with context.expect_page() as opened:
        person.page.get_by_role("link", name="Browse all the tools").click()
    expect(opened.value.get_by_text("70 of 70 tools").first).to_be_visible()
    opened.value.close()
    person.sees("One first step")
    room.ask("task-ranking")
    person.sees("Which tasks matter most")
    expect(person.page.get_by_role("link", name="Browse all the tools")).to_have_count(0)
    assert person.faults == []
    context.close()


def test_the_start_page_leads_there(browser, kit):
    page = browser.new_page()
    page.goto(kit.url)
    page.get_by_role("link", name="browse the tools").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Browse the tools")
    page.close()
