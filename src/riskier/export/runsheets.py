"""Run sheets as Markdown, from the pack's agenda: the words that the console shows, too.

`python -m riskier.export.runsheets [FOLDER]` writes them, by default into the guide.
"""

import math
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path

from riskier.pack import Pack, load_pack
from riskier.pack.agenda import RUN_SHEETS, RunSheet, Step, time_in_words
from riskier.paths import guide_dir

_KINDS = {
    "choice": "pick",
    "scale": "rate",
    "rank": "put in order",
    "sort": "sort cards",
    "estimate": "estimate",
    "text": "write",
    "plan": "plan",
}
_MARKUP = re.compile(r"[\\`*_\[\]<>|]")
_MARKUP_AT_START = re.compile(r"^(\d*)([#+.)-]+)(?=\s|$)")

_INTRO = """\
**SAY**, in a block, is to be read aloud. **DO**, numbered, is for you alone.
*Everything else is information, with its name in italics.*

You may put SAY into your own words. Leave in what protects people, and that either answer is open.

The console shows the same words at the right step.
Clock times count from the beginning and are rounded to minutes, as they are in the console.
"""
_LATER = "Not part of the session. The words are here for when the time has come."


def anchor(heading: str) -> str:
    """Return the name by which code hosts link to a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def file_name(run_sheet: RunSheet) -> str:
    """Return the name of a run sheet's file in the guide."""
    return f"02-run-sheet-{run_sheet}.md"


def run_sheet_text(pack: Pack, run_sheet: RunSheet) -> str:
    """Return one run sheet: the plan as a table, then every step with its words."""
    steps = pack.steps(run_sheet)
    lines = [f"# Run sheet: {run_sheet} minutes", "", _generated(), "", _INTRO]
    lines += ["## The plan", "", *_plan(pack, steps, run_sheet), ""]
    for stage, found in groupby(zip(_clock(steps, run_sheet), steps, strict=True), _stage):
        about = pack.stages[stage]
        lines += [f"## {_plain(about.title)}", "", _plain(about.purpose), ""]
        for start, step in found:
            lines += _step(pack, step, _heading(step, start, run_sheet))
    lines += _kept_for_later(pack)
    return "\n".join(lines).rstrip() + "\n"


def write_run_sheets(pack: Pack, folder: Path) -> list[Path]:
    """Write every run sheet into `folder` and return the files."""
    paths = []
    for run_sheet in RUN_SHEETS:
        path = folder / file_name(run_sheet)
        path.write_text(run_sheet_text(pack, run_sheet), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def _generated() -> str:
    return (
        "<!-- Written by `python -m riskier.export.runsheets`. Change the pack, not this file. -->"
    )


def _stage(entry: tuple[str, Step]) -> str:
    return entry[1].stage


def _clock(steps: Sequence[Step], run_sheet: RunSheet) -> Iterator[str]:
    """Yield when each step begins, as h:mm. Halves are rounded up, as in the console."""
    starts = accumulate((step.minutes[run_sheet] for step in steps), initial=0.0)
    for start, _ in zip(starts, steps, strict=False):
        minutes = math.floor(start + 0.5)
        yield f"{minutes // 60}:{minutes % 60:02}"


def _plan(pack: Pack, steps: Sequence[Step], run_sheet: RunSheet) -> Iterator[str]:
    yield "| Clock | Time | Stage | Step | People |"
    yield "| --- | --- | --- | --- | --- |"
    for start, step in zip(_clock(steps, run_sheet), steps, strict=True):
        stage = _plain(pack.stages[step.stage].title)
        link = f"[{_plain(step.title)}](#{anchor(_heading(step, start, run_sheet))})"
        time = time_in_words(step.minutes[run_sheet])
        yield f"| {start} | {time} | {stage} | {link} | {_what(pack, step)} |"
    total = sum(step.minutes[run_sheet] for step in steps)
    yield f"| {int(total) // 60}:{int(total) % 60:02} | {time_in_words(total)} | | The end | |"


def _heading(step: Step, start: str, run_sheet: RunSheet) -> str:
    return f"{start} {step.title} ({time_in_words(step.minutes[run_sheet])})"


def _what(pack: Pack, step: Step) -> str:
    if step.exhibit:
        return "look"
    if not step.activity:
        return "talk" if step.shows else ""
    activity = pack.activity(step.activity)
    return "vote" if step.round in getattr(activity, "vote_rounds", ()) else _KINDS[activity.kind]


def _kept_for_later(pack: Pack) -> Iterator[str]:
    later = [step for step in pack.agenda.steps if not step.minutes]
    if later:
        yield from ("## Later", "", _LATER, "")
    for step in later:
        yield from _step(pack, step, step.title)


def _step(pack: Pack, step: Step, heading: str) -> Iterator[str]:
    yield f"### {_plain(heading)}"
    yield ""
    yield from _info("Purpose", step.purpose)
    yield from _info("Screen", step.screen)
    yield from _say(step.say)
    yield from _list("**DO**", "1.", step.do)
    yield from _list("*Questions to choose from:*", "-", pack.questions(step))
    yield from _info("You know it worked when", step.works_when)
    yield from _info("If short of time", step.if_short)
    yield from _info("If stuck", step.if_stuck)
    yield from _info("Output", step.output)


def _info(name: str, words: str) -> Iterator[str]:
    yield f"*{name}:* {_plain(words)}"
    yield ""


def _say(words: Sequence[str]) -> Iterator[str]:
    yield "> **SAY**"
    for sentence in words:
        yield ">"
        yield f"> {_plain(sentence)}"
    yield ""


def _list(name: str, mark: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield name
        yield ""
        yield from (f"{mark} {_plain(line)}" for line in lines)
        yield ""


def _plain(words: str) -> str:
    """Return a pack's words so that Markdown takes none of them for markup."""
    return _MARKUP_AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", words))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else guide_dir()
    for made in write_run_sheets(load_pack(), target):
        print(made)
