"""What simulated years cost beside bare random numbers and beside pyfair.

    python bench/risk.py [--pyfair] [--most-years 10000000]

Prints one table of ratios, each the median of several runs in turn (the other program's
run right after ours), because the time of one run says more about the machine than about
the program. Times are of the processor, so that others who use the machine count less;
nothing here uses more than one core. `--pyfair` installs that package into an environment
of its own in a temporary folder, used for this comparison alone.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

import numpy as np

from riskier.analysis import Beliefs, comparison
from riskier.analysis.cycle import Loop, Push
from riskier.analysis.distributions import Lognormal
from riskier.analysis.horizon import horizon, practice_while_engaging
from riskier.analysis.risk import simulate
from riskier.analysis.sensitivity import sensitivity

PEOPLE, HAZARDS, YEARS = 40, 12, 100_000
RUNS = 9
PLAIN_EVENTS, PLAIN_COST = (0.2, 0.8, 2.0), (2.0, 6.0, 20.0)

PYFAIR = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from pyfair import FairModel
for _ in sys.stdin:
    start, means = time.process_time(), []
    for number in range(24):
        model = FairModel(name=str(number), n_simulations={years})
        for name, given in {inputs}.items():
            model.input_data(name, **given)
        model.calculate_all()
        means.append(float(model.export_results()["Risk"].mean()))
    print(json.dumps([time.process_time() - start, means]), flush=True)
"""

THEIR_NAMES = ("Loss Event Frequency", "Loss Magnitude")

Row = tuple[str, str, str]


def beliefs_of(people: int, hazards: int, common: int, seed: int = 0) -> Beliefs:
    """Return scattered beliefs: about 0.7 events a year, some 13 staff days each."""
    rng = np.random.default_rng(seed)
    shape = (people, hazards, 2)
    rate, cost = rng.normal(-0.5, 0.5, shape), rng.normal(2.2, 0.5, shape)
    rate[:, :common, 1] = rate[:, :common, 0]
    return beliefs_from(
        Lognormal(rate, np.full(shape, 0.54)), Lognormal(cost, np.full(shape, 0.9)), common
    )


def beliefs_from(events: Lognormal, cost: Lognormal, common: int = 0) -> Beliefs:
    """Return beliefs without names, caps or safeguards."""
    hazards = events.mu.shape[1]
    names = tuple(f"hazard-{number}" for number in range(hazards))
    ones = np.ones((hazards, 2))
    return Beliefs(
        hazards=names,
        titles=names,
        common_cause=np.arange(hazards) < common,
        events_cap=np.full(hazards, 500.0),
        events_per_year=events,
        staff_days_per_event=cost,
        events_factor=ones,
        cost_factor=ones,
        experience_effect=np.full(hazards, 0.25),
    )


def run_through(beliefs: Beliefs, years: int, seed: int = 1) -> np.ndarray:
    """Simulate years chunk by chunk, keeping sums only; return mean losses."""
    total = np.zeros(2)
    for chunk in simulate(beliefs, np.random.default_rng(seed), years):
        total += chunk.staff_days.sum(axis=1)
    return total / years


def numbers_drawn(beliefs: Beliefs, years: int) -> tuple[int, int]:
    """Return how many rates (and counts) and how many event costs a run draws."""
    once = beliefs.common_cause
    streams = 2 * len(beliefs.hazards) - int(once.sum())
    expected = beliefs.expected_events().mean(axis=0)
    events = expected.sum() - expected[once, 1].sum()
    return streams * years, round(float(events) * years)


def bare_draws(rates: int, events: int) -> None:
    """Draw the same count of numbers of the same kinds, and do nothing with them."""
    rng = np.random.default_rng(1)
    for first in range(0, rates, 100_000):
        size = min(100_000, rates - first)
        rng.lognormal(-0.5, 0.5, size)
        rng.poisson(0.7, size)
        rng.lognormal(2.2, 0.9, round(events * size / rates))


def bare_normals(numbers: int) -> None:
    """Draw the same count of numbers, all plain standard normals."""
    rng = np.random.default_rng(1)
    for first in range(0, numbers, 100_000):
        rng.standard_normal(min(100_000, numbers - first))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that one call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ratio(ours: Callable[[], object], theirs: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median of our time over theirs, run in turn."""
    ours()
    theirs()
    return statistics.median(seconds(ours) / seconds(theirs) for _ in range(runs))


def peak_mb(years: int) -> float:
    """Return the peak memory of a process that simulates so many years."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory-of", str(years)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def against_bare_numbers() -> list[Row]:
    """Compare the full model with drawing its random numbers."""
    beliefs = beliefs_of(PEOPLE, HAZARDS, common=3)
    rates, events = numbers_drawn(beliefs, YEARS)

    def ours() -> object:
        return run_through(beliefs, YEARS)

    size = f"{PEOPLE} people, {HAZARDS} hazards x 2, {YEARS:,} years"
    same_kinds = ratio(ours, lambda: bare_draws(rates, events))
    normals = ratio(ours, lambda: bare_normals(2 * rates + events))
    return [
        (f"{size}: time / numpy drawing the same kinds", f"{same_kinds:.2f}", "at most 2.5"),
        ("  … / numpy drawing as many normals", f"{normals:.2f}", ""),
        ("  … peak memory of the process", f"{peak_mb(YEARS):.0f} MB", "under 500 MB"),
    ]


def panel() -> list[Row]:
    """Measure one recomputation of the panel's comparison."""
    beliefs = beliefs_of(PEOPLE, HAZARDS, common=3)
    rows = []
    for pooling in ("linear", "quantile"):
        times = [
            seconds(
                lambda pooling=pooling: comparison(
                    beliefs, np.random.default_rng(1), 20_000, pooling=pooling
                )
            )
            for _ in range(RUNS)
        ]
        middle = 1000 * statistics.median(times)
        rows.append((f"comparison, 20,000 years, {pooling} pool", f"{middle:.0f} ms", "under 100"))
    practice = practice_while_engaging(Loop(), Push(0.5, 24))
    more = {
        "tornado and flip points": lambda: sensitivity(beliefs),
        "risk over time, 2,000 paths": lambda: horizon(beliefs, practice, np.random.default_rng(1)),
    }
    for name, work in more.items():
        middle = 1000 * statistics.median(seconds(work) for _ in range(RUNS))
        rows.append((f"  beside it: {name}", f"{middle:.0f} ms", ""))
    return rows


def scaling(most_years: int) -> list[Row]:
    """Measure time for each year and peak memory from ten thousand years up."""
    beliefs = beliefs_of(PEOPLE, HAZARDS, common=3)
    base = statistics.median(seconds(lambda: run_through(beliefs, 100_000)) for _ in range(RUNS))
    rows = []
    years = 10_000
    while years <= most_years:
        runs = RUNS if years <= 100_000 else 1
        took = statistics.median(
            seconds(lambda years=years: run_through(beliefs, years)) for _ in range(runs)
        )
        each = took / years / (base / 100_000)
        rows.append(
            (
                f"{years:,} years: time for each / that at 100,000; peak memory",
                f"{each:.2f}; {peak_mb(years):.0f} MB",
                "flat",
            )
        )
        years *= 10
    return rows


def lognormal_like_pert(low: float, mode: float, high: float) -> Lognormal:
    """Return a lognormal with the mean and deviation that pyfair gives a PERT (12 x 2)."""
    mean, deviation = (low + 4 * mode + high) / 6, (high - low) / 6
    sigma = np.sqrt(np.log1p((deviation / mean) ** 2))
    shape = (1, 12, 2)
    return Lognormal(np.full(shape, np.log(mean) - sigma**2 / 2), np.full(shape, sigma))


def against_pyfair() -> list[Row]:
    """Compare the plainest model that both can express, 24 hazards on their own.

    Uncertain frequency, uncertain size. Theirs is frequency x size, both PERT; ours counts
    events and draws each one's size, lognormal with the same mean and deviation. Theirs is
    quicker with normals, which may fall below zero and are cut there; so that is shown, too.
    """
    events, cost = lognormal_like_pert(*PLAIN_EVENTS), lognormal_like_pert(*PLAIN_COST)
    beliefs = beliefs_from(events, cost)
    ends = (PLAIN_EVENTS, PLAIN_COST)
    pert = [dict(zip(("low", "mode", "high"), given, strict=True)) for given in ends]
    normal = [
        {"mean": (low + 4 * mode + high) / 6, "stdev": (high - low) / 6} for low, mode, high in ends
    ]
    with tempfile.TemporaryDirectory() as folder:
        python = with_pyfair(Path(folder))
        (faster, theirs), (than_normal, _) = (
            beside(python, dict(zip(THEIR_NAMES, given, strict=True)), beliefs)
            for given in (pert, normal)
        )
    ours = [float(run_through(beliefs, YEARS, seed).mean() / 12) for seed in range(RUNS)]
    means = [statistics.mean(runs) for runs in (ours, theirs)]
    error = np.hypot(statistics.stdev(ours), statistics.stdev(theirs)) / np.sqrt(RUNS)
    return [
        (f"24 one-hazard models, {YEARS:,} years: pyfair / ours", f"{faster:.1f}", "at least 5"),
        (
            "  … expected loss of one: ours, pyfair",
            f"{means[0]:.3f}, {means[1]:.3f}",
            f"apart by about {error:.3f}",
        ),
        ("  … pyfair with normals instead of PERT / ours", f"{than_normal:.1f}", ""),
    ]


def beside(python: str, inputs: dict[str, object], beliefs: Beliefs) -> tuple[float, list[float]]:
    """Run the other program and ours in turn; return theirs / ours, and their means."""
    program = PYFAIR.format(years=YEARS, inputs=inputs)
    with subprocess.Popen(
        [python, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        next_of(other)
        found = [
            (*next_of(other), seconds(lambda: run_through(beliefs, YEARS))) for _ in range(RUNS)
        ]
        other.stdin.close()
    faster = statistics.median(theirs / ours for theirs, _, ours in found)
    return faster, [statistics.mean(means) for _, means, _ in found]


def next_of(other: subprocess.Popen[str]) -> tuple[float, list[float]]:
    """Let the other program run once; return its time and the means of its models."""
    other.stdin.write("go\n")
    other.stdin.flush()
    took, means = json.loads(other.stdout.readline())
    return took, means


def with_pyfair(folder: Path) -> str:
    """Install pyfair into `folder`; return the Python that has it."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pyfair"], check=True)
    return python


def pages() -> list[Row]:
    """Measure what pages do with the numbers; see `risk_pages`."""
    # Here, so that a process whose memory is measured holds the numbers alone.
    from risk_pages import groups, what_if  # noqa: PLC0415

    return [*what_if(), *groups()]


def print_table(rows: list[Row]) -> None:
    """Print measured values beside what was promised."""
    width = max(len(row[0]) for row in rows)
    print(f"{'what':<{width}}  {'measured':>24}  promised")
    for what, measured, promised in rows:
        print(f"{what:<{width}}  {measured:>24}  {promised}")


def on_one_core() -> None:
    """Start again with one thread for matrices, so that processor time is time."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        os.execve(sys.executable, [sys.executable, *sys.argv], environment)


def main() -> None:
    """Measure and print."""
    on_one_core()
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pyfair", action="store_true", help="compare with pyfair too")
    options.add_argument("--most-years", type=int, default=10_000_000)
    options.add_argument("--memory-of", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.memory_of:
        run_through(beliefs_of(PEOPLE, HAZARDS, common=3), given.memory_of)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    rows = [*against_bare_numbers(), *panel(), *scaling(given.most_years)]
    # After the memory of processes, which begins at that of the one that starts them.
    rows += pages()
    print_table([*rows, *(against_pyfair() if given.pyfair else [])])


if __name__ == "__main__":
    main()
