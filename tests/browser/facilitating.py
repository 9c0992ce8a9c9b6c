"""Opening the facilitator's pages, and a room full of scripted people."""

from playwright.sync_api import expect

PATIENT = 60_000
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PROJECTORS = ({"width": 1920, "height": 1080}, {"width": 1024, "height": 768})


def open_console(context, room):
    """Sign in and return the console, ready to be used."""
    page = context.new_page()
    page.goto(f"{room.kit.url}/facilitator?room={room.code}#key={room.key}")
    page.wait_for_url("**/facilitator.ipynb", timeout=PATIENT)
    expect(page.locator(".rk-console")).to_be_visible(timeout=PATIENT)
    return page


def open_screen(context, room):
    """Return the projector page of a context that has signed in."""
    page = context.new_page()
    page.goto(f"{room.kit.url}/voila/render/screen.ipynb")
    expect(page.locator(".rk-screen")).to_be_visible(timeout=PATIENT)
    return page


def reply(console, words):
    """Wait until the console says something."""
    expect(console.locator("p.rk-reply")).to_contain_text(words, timeout=PATIENT)


def set_clock_ahead(page):
    """Let the device's clock jump an hour ahead, as when somebody sets it."""
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 3_600_000; }")
