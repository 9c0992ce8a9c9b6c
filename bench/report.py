"""What a report of a large room costs.

    python bench/report.py [--people 400] [--hazards 12]

Makes up a room that went through the longest run sheet and put numbers on so many hazards,
loads it into a store in a temporary folder, and runs `riskier report` on it as a facilitator
would. Prints one table: wall and processor time of that command from its start to its end,
peak memory, and how large its files are. Wall time needs a quiet machine.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from riskier.pack import Pack, load_pack
from riskier.room import Rooms, open_store
from riskier.sample import sample_people
from riskier.sample.group import sample_group

SHEET = "180"
ASKED = "estimates"
CODE = "BENCH"

Row = tuple[str, str, str]


def room_of(pack: Pack, people: int, hazards: int) -> dict[str, Any]:
    """Return a made-up room in which everybody estimated so many hazards, twice."""
    room = sample_people(pack, SHEET, people)
    ids = list(pack.collection("hazards").ids)[:hazards]
    rounds = [asked.number for asked in pack.activity(ASKED).rounds]
    views = {(ASKED, each): pack.view(ASKED, each, SHEET, chosen=ids) for each in rounds}
    room["chosen"][ASKED] = {"items": ids, "columns": None}
    for person in room["people"]:
        for each in rounds:
            person["answers"].pop(f"{ASKED}/{each}", None)
    for who in sample_group(pack, views, people).people:
        room["people"].append(
            {"answers": {f"{name}/{each}": who[name, each] for name, each in who}}
        )
    room["people"] = [person for person in room["people"] if person["answers"]]
    return room


def loaded(folder: Path, people: int, hazards: int) -> Path:
    """Return a store that holds such a room."""
    place, pack = folder / "rooms.db", load_pack()
    store = open_store(str(place))
    Rooms(store, pack).load(room_of(pack, people, hazards), code=CODE)
    store.close()
    return place


def reported(store: Path, out: Path) -> list[Row]:
    """Run the command, its progress on the terminal; return what it took."""
    command = ["-m", "riskier.cli", "report", CODE, "-o", str(out), "--store", str(store)]
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    page = (out / "report.html").stat().st_size / 1e6
    load = os.getloadavg()[0]
    return [
        (f"wall time (load average at the end {load:.1f})", f"{wall:.1f} s", "under 20 s"),
        ("processor time", f"{used.ru_utime + used.ru_stime:.1f} s", ""),
        ("peak memory", f"{used.ru_maxrss / 1024:.0f} MB", ""),
        (f"{len(files)} files; of them report.html", f"{size:.1f} MB; {page:.1f} MB", ""),
    ]


def print_table(title: str, rows: list[Row]) -> None:
    """Print measured values beside what was promised."""
    width = max(len(what) for what, _, _ in rows)
    print(title)
    print(f"{'what':<{width}}  {'measured':>18}  promised")
    for what, measured, promised in rows:
        print(f"{what:<{width}}  {measured:>18}  {promised}")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=400)
    options.add_argument("--hazards", type=int, default=12)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = reported(loaded(folder, given.people, given.hazards), folder / "report")
    print_table(f"{given.people} people, {given.hazards} hazards, {SHEET} minutes", rows)


if __name__ == "__main__":
    main()
