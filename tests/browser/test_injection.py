"""Texts that would be code in a careless page: shown as text, on every page, never run."""

import re

import pytest
from participant_page import PHONE
from playwright.sync_api import expect

# One line each: in an element, an attribute, an address, a style, a script, a template, a
# spreadsheet, a Markdown cell. Each would call `ran` if it ever became code.
CORPUS = [
    "<script>ran()</script>",
    "</script><script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg/onload=ran()>",
    "<svg><animate onbegin=ran() attributeName=x dur=1s>",
    '"><img src=x onerror=ran()>',
    "' onmouseover='ran()' x='",
    "<iframe srcdoc='<script>parent.ran()</script>'>",
    "<a href=javascript:ran()>press</a>",
    "[press](javascript:ran())",
    '![x](x"onerror="ran())',
    "<details open ontoggle=ran()>",
    "<style>@import 'javascript:ran()'</style>",
    "<math><mtext></style><img src=x onerror=ran()>",
    "<form action=javascript:ran()><input type=submit>",
    "{{constructor.constructor('ran()')()}}",
    "${ran()}",
    "{% raw %}<script>ran()</script>",
    "</textarea><script>ran()</script>",
    "<!--><img src=x onerror=ran()>-->",
    r"\u003cscript\u003eran()\u003c/script\u003e",
    "&lt;script&gt;ran()&lt;/script&gt;",
    "<b onclick=ran()>bold</b>",
    '=HYPERLINK("javascript:ran()")',
    "$$\\href{javascript:ran()}{x}$$",
]
WATCH = "window.runs = []; window.ran = () => window.runs.push(document.location.href);"
PATIENT = 60_000


@pytest.fixture
def spoken(room):
    """A room in which every text of the corpus was written, voted on and revealed."""
    room.move(settings={"topic": CORPUS[2]})
    room.ask("translate")
    room.add_people([{"texts": CORPUS[at : at + 1]} for at in range(len(CORPUS))], "translate")
    room.move(phase="closed")
    room.move(phase="revealed")
    return room


@pytest.fixture
def watched(browser):
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.dialogs = []
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


def assert_nothing_ran(page):
    for frame in page.frames:
        assert frame.evaluate("window.runs ?? []") == []
    assert page.dialogs == []
    strange = "script:not([src]), iframe[srcdoc], [onerror], [onload], [ontoggle], [onclick]"
    if "/voila/" not in page.url:
        assert page.locator(strange).count() == 0
    links = page.locator("a").evaluate_all("found => found.map(({ href }) => href)")
    assert not [link for link in links if link.startswith("javascript:")]


def test_a_phone_shows_the_texts_as_texts(spoken, watched):
    watched.goto(spoken.url)
    watched.get_by_role("button", name=re.compile("join", re.IGNORECASE)).first.click()
    expect(watched.get_by_text(CORPUS[0], exact=False).first).to_be_attached(timeout=PATIENT)
    assert_nothing_ran(watched)


def test_voting_on_the_texts_runs_nothing(spoken, watched):
    spoken.ask("translate", 2)
    watched.goto(spoken.url)
    watched.get_by_role("button", name=re.compile("join", re.IGNORECASE)).first.click()
    expect(watched.locator("label", has_text="ran()").first).to_be_visible()
    assert_nothing_ran(watched)


def test_ones_own_text_comes_back_as_text(room, watched):
    room.ask("translate")
    watched.goto(room.url)
    watched.get_by_role("button", name=re.compile("join", re.IGNORECASE)).first.click()
    field = watched.locator("textarea").first
    field.fill(CORPUS[18])
    expect(watched.locator(".rk-status")).to_have_text("Saved")
    watched.reload()
    expect(watched.locator("textarea").first).to_have_value(CORPUS[18])
    assert_nothing_ran(watched)


@pytest.mark.parametrize("notebook", ["facilitator", "screen"])
def test_console_and_screen_run_nothing(spoken, watched, notebook):
    key = spoken.facilitator.headers["Authorization"].removeprefix("Bearer ")
    watched.request.post(
        f"{spoken.kit.url}/facilitator", form={"code": spoken.code, "key": key}, max_redirects=0
    )
    watched.set_viewport_size({"width": 1280, "height": 900})
    watched.goto(f"{spoken.kit.url}/voila/render/{notebook}.ipynb", timeout=PATIENT)
    expect(watched.get_by_text("ran()", exact=False).first).to_be_attached(timeout=PATIENT)
    assert_nothing_ran(watched)


@pytest.mark.parametrize("text", CORPUS[:6])
def test_addresses_and_forms_give_texts_back_as_texts(kit, watched, text):
    for path in ("/join?code=", "/facilitator?room=", "/nowhere?q="):
        watched.goto(kit.url + path + watched.evaluate("text => encodeURIComponent(text)", text))
        assert_nothing_ran(watched)
    watched.goto(kit.url)
    field = watched.locator("input[name=resume_code]")
    with watched.expect_navigation():
        field.evaluate("(field, text) => { field.value = text; field.form.submit(); }", text)
    expect(watched.locator("input[name=resume_code]")).to_have_value(text)
    assert_nothing_ran(watched)
