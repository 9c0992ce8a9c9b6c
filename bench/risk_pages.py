"""What pages do with a group's numbers: a changed number, and a large room's comparison."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from riskier.findings import build
from riskier.findings.context import Context
from riskier.findings.of import context_of
from riskier.pack import load_pack
from riskier.pages.trial import Trial
from riskier.pages.whatifform import answer_of
from riskier.room import Rooms, open_store
from riskier.sample import sample_group, sample_people

RUNS = 9

Row = tuple[str, str, str]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that one call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def what_if() -> list[Row]:
    """Measure what a page does when somebody changes a number, on the longest run sheet.

    A number changes before each run, because the same ones would not be worked out again.
    """
    pack = load_pack()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "rooms.db"))
        rooms = Rooms(store, pack)
        ctx = context_of(rooms, rooms.load(sample_people(pack, "180")), "comparison")
        trial = Trial(ctx)
        store.close()
    numbers, drawn = [], []
    for run in range(RUNS + 1):
        trial.set_ranges({0: (1.0, 3.0 + run / 100)})
        numbers.append(seconds(lambda: answer_of(trial, "")))
        drawn.append(seconds(lambda: trial.finding("comparison").svg("wide")))
    size = f"{trial.beliefs.people} people, {len(trial.beliefs.hazards)} hazards, 20,000 years"
    middle = [1000 * statistics.median(times[1:]) for times in (numbers, drawn)]
    return [
        (f"what-if, {size}: every number and sentence", f"{middle[0]:.0f} ms", "under 100"),
        ("  … its picture, drawn after them", f"{middle[1]:.0f} ms", ""),
    ]


def groups() -> list[Row]:
    """Measure the comparison that a large room sees, from answers to sentences."""
    pack = load_pack()
    view = {("estimates", number): pack.view("estimates", number, "180") for number in (1, 2)}
    rows = []
    for count, promised in ((1_000, "under 1 s"), (3_000, "at most 2 s")):
        people = sample_group(pack, view, count).people
        ctx = Context(pack, "comparison", views=view, people=people, run_sheet="180")
        took = seconds(lambda ctx=ctx: build(ctx))
        rows.append((f"comparison of {count:,} people's answers", f"{took:.2f} s", promised))
    return rows
