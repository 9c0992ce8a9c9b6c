"""The texts round the widgets, as HTML. Whatever comes from people or packs is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

Json = dict[str, Any]
NOT_KEPT = "Not saved yet: the answers cannot be reached. It is tried again by itself."
STORE_AWAY = "The answers cannot be reached at the moment. This page goes on by itself."
_STYLE = Path(__file__).with_name("pages.css")


def style() -> str:
    """Return the look of everything here, for a page that has not got it yet."""
    return f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"


def block(*parts: str, kind: str = "rk-block") -> str:
    """Return parts in the kit's look."""
    return f'<div class="rk {kind}">{"".join(parts)}</div>'


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph; nothing when there is no text."""
    marked = f' class="{kind}"' if kind else ""
    return f'<p{marked} dir="auto">{escape(text)}</p>' if text else ""


def heading(view: Json, alone: str = "") -> str:
    """Return an activity's title, question and help; `alone` is for one person."""
    several = view["rounds"] > 1
    return block(
        paragraph(view["round_name"] if several else "", "rk-eyebrow"),
        f'<h2 class="rk-title" dir="auto">{escape(view["title"])}</h2>',
        paragraph(view["prompt"], "rk-prompt"),
        paragraph(view.get("help", ""), "rk-help"),
        paragraph(alone, "rk-alone"),
        kind="rk-head",
    )


def title(text: str, more: str = "") -> str:
    """Return a title with a text below it."""
    named = f'<h2 class="rk-title" dir="auto">{escape(text)}</h2>'
    return block(named, paragraph(more), kind="rk-head")


def questions(lead: str, texts: Sequence[str]) -> str:
    """Return what to talk or think about; nothing when there is nothing."""
    if not texts:
        return ""
    lines = "".join(f'<li dir="auto">{escape(text)}</li>' for text in texts)
    return block(f"<h3>{escape(lead)}</h3>", f"<ul>{lines}</ul>", kind="rk-talk")


def model_answers(examples: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Return possible answers under the examples they belong to; nothing without any."""
    if not examples:
        return ""
    lists = "".join(
        paragraph(example) + f"<dl>{''.join(_term(name, text) for name, text in texts)}</dl>"
        for example, texts in examples
    )
    return block("<h3>Model answers</h3>", lists, kind="rk-talk")


def _term(name: str, text: str) -> str:
    return f'<dt>{escape(name)}</dt><dd dir="auto">{escape(text)}</dd>'


def note(text: str) -> str:
    """Return a line under a control, for those who come to it; nothing when there is no text."""
    return paragraph(text, "rk rk-note")


def status(text: str) -> str:
    """Return such a line that screen readers are told of: what became of a press."""
    return f'<p class="rk rk-note" role="status" dir="auto">{escape(text)}</p>' if text else ""


def checklist(lines: Iterable[tuple[str, bool]]) -> str:
    """Return what is done and what is not, told by words and not by a mark alone."""
    items = "".join(
        f"<li>{'✓ ' if done else '○ '}{escape(text)}"
        f'<span class="rk-small"> – {"answered" if done else "not yet"}</span></li>'
        for text, done in lines
    )
    return f'<ul class="rk-checklist">{items}</ul>'


def code(text: str) -> str:
    """Return a code to copy."""
    return f'<p><code class="rk-resume-code">{escape(text)}</code></p>'


def resume(resume_code: str, *, in_browser: bool) -> str:
    """Return a resume code and how to use it, in the web app or in JupyterLab."""
    how = (
        "To go on elsewhere, open the start page there and type it under “Go on where you left "
        "off”. This browser remembers it by itself."
        if in_browser
        else "This machine remembers it by itself. To go on with a code from elsewhere, change "
        'the first cell to pages.stage(…, resume="your code") and run it.'
    )
    return block(
        paragraph("Your resume code:"),
        code(resume_code),
        paragraph(how),
        paragraph("It leads to your answers, so treat it like a key. It works once you answered."),
        kind="rk-resume",
    )


def no_room(what: str) -> str:
    """Return what a facilitator's page says when it has no room to show."""
    return block(
        paragraph(what),
        paragraph("Run riskier serve, open the page for facilitators, and start or open one."),
    )
