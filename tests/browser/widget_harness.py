"""A plain page that mounts any widget with a model of its own, served on loopback.

The page has what a host gives a widget and no more: the bundled module, the styles and a
model with `get`, `set`, `save_changes`, `on`, `off`. Tests drive it as `window.rk`.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Page

from riskier.widgets import KINDS, module_source, style_source

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Widget</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
<style>body { margin: 0; background: var(--rk-paper); } main { padding: 1rem; }
h1 { margin: 0; font-size: 1.5rem; } #prompt { margin: 0.5rem 0 1rem; }</style>
</head><body class="rk"><main><h1>Workshop</h1><p id="prompt"></p><div id="here"></div></main>
<script type="module" src="/harness.js"></script></body></html>
"""
SCRIPT = """
class Model {
  constructor(state) {
    Object.assign(this, { state, heard: new Map(), saves: 0, sets: [] });
  }
  get(key) { return this.state[key]; }
  set(key, value) {
    const before = JSON.stringify(this.state[key]);
    this.state[key] = value;
    this.sets.push([key, structuredClone(value)]);
    if (before !== JSON.stringify(value)) this.tell(`change:${key}`);
  }
  tell(event) { for (const listener of this.of(event)) listener(); }
  save_changes() { this.saves += 1; }
  of(event) { return [...(this.heard.get(event) ?? [])]; }
  on(event, listener) { this.heard.set(event, [...this.of(event), listener]); }
  off(event, listener) { this.heard.set(event, this.of(event).filter((l) => l !== listener)); }
  get listeners() { return [...this.heard.values()].flat().length; }
}
window.rk = {
  async mount(name, state) {
    const widget = (await import(`/${name}.js`)).default;
    this.unmount?.();
    // Title and prompt are the host's.
    document.querySelector("h1").textContent = state.activity?.title ?? "Workshop";
    document.querySelector("#prompt").textContent = state.activity?.prompt ?? "";
    this.model = new Model(state);
    this.unmount = widget.render({ model: this.model, el: document.getElementById("here") });
  },
};
"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, text = _content(self.path)
        body = text.encode()
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep the test output quiet."""


def _content(path: str) -> tuple[str, str]:
    names = (*KINDS, "finding", "toymodel", "explorer", "guess")
    if path == "/":
        return "text/html", PAGE
    if path == "/harness.js":
        return "text/javascript", SCRIPT
    if path == "/style.css":
        return "text/css", style_source(*names)
    name = path.removeprefix("/").removesuffix(".js")
    return "text/javascript", module_source(name) if name in names else ""


@contextmanager
def serve_widgets() -> Iterator[str]:
    """Serve the page and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Mounted:
    """A widget on the page and the model behind it."""

    def __init__(self, page: Page, address: str) -> None:
        """Open the page; the widget comes with `mount`."""
        self.page = page
        page.goto(address)
        page.wait_for_function("window.rk")

    def mount(self, name: str, **state: Any) -> "Mounted":
        """Put a widget on the page in place of the one before."""
        defaults = {"phase": "open", "saved": {"state": "none", "message": "", "field": None}}
        self.page.evaluate(
            "([name, state]) => rk.mount(name, state)", [name, {**defaults, **state}]
        )
        return self

    def set(self, key: str, value: Any) -> None:
        """Change the model as a host would."""
        self.page.evaluate("([key, value]) => rk.model.set(key, value)", [key, value])

    def get(self, key: str) -> Any:
        """Read a value of the model."""
        return self.page.evaluate("(key) => rk.model.get(key) ?? null", key)

    def saved_answers(self) -> list[Any]:
        """Return what the widget asked its host to save, oldest first."""
        answers = self.page.evaluate(
            "() => rk.model.sets.filter(([key]) => key === 'answer').map(([, value]) => value)"
        )
        return list(json.loads(json.dumps(answers)))
