"""The participant page as a test's hand and eye: join, answer, look."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 700}


class Participant:
    """One person's page in a room."""

    def __init__(self, context, room):
        self.context, self.room = context, room
        self.page = context.new_page()
        self.faults = []
        self.puts = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._note)
        self.page.goto(room.url)

    def _note(self, request):
        if request.method == "PUT":
            self.puts.append(request.post_data_json["answer"])

    def join(self):
        self.page.get_by_role("button", name="Join the workshop").click()
        expect(self.page.locator("#device")).to_be_visible()
        return self

    @property
    def token(self):
        kept = "Object.entries(localStorage).find(([key]) => key.endsWith(':place'))[1]"
        return self.page.evaluate(f"JSON.parse({kept}).token")

    @property
    def kept_answers(self):
        """The names of answers that this device still has to send."""
        names = "Object.keys(localStorage).filter((key) => key.includes(':answer:'))"
        return self.page.evaluate(names)

    @property
    def status(self):
        return self.page.locator(".rk-status")

    @property
    def banner(self):
        return self.page.locator("#banner")

    def sees(self, heading):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def choose(self, label):
        """Press an option where a person would: on its words."""
        self.page.locator("#widget label").get_by_text(label, exact=True).click()

    def saved(self):
        expect(self.status).to_have_text("Saved")

    @contextmanager
    def answering(self, *statuses, body=None, headers=None):
        """Let the room answer the next saves with these statuses."""
        left = list(statuses)

        def reply(route):
            if route.request.method != "PUT" or not left:
                route.continue_()
                return
            route.fulfill(status=left.pop(0), json=body or {}, headers=headers or {})

        self.page.route("**/answers/**", reply)
        yield
        self.page.unroute("**/answers/**", reply)


def axe_faults(page):
    """Return what axe finds, one line each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in violations
        for node in fault["nodes"]
    ]


def is_cut_off(page):
    """Say whether the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
