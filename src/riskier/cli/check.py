"""`riskier check`: say everything that is wrong with a pack, or what is in it."""

from itertools import groupby
from pathlib import Path

import click

from riskier.cli.where import pack_option
from riskier.pack import Fault, Pack, PackError, load_pack
from riskier.pack.agenda import RUN_SHEETS
from riskier.paths import pack_dir

# Where a record is found that no activity asks about, by what the pack calls such records.
_PLACES = {
    "tools": "the catalogue",
    "tasks": "the catalogue",
    "cases": "the pack",
    "translations": "the pack",
    "questions": "the pack",
}


@click.command()
@pack_option()
def check(pack_path: Path | None) -> None:
    """Check a pack and list every fault in it.

    Each fault names the file, the key, what was found and what is allowed. The exit code is
    0 for a sound pack and 1 for a faulty one.
    """
    where = pack_path or pack_dir()
    try:
        pack = load_pack(where)
    except PackError as error:
        click.echo(_report(where, error.faults), err=True)
        raise SystemExit(1) from None
    click.echo(_summary(pack))


def _report(folder: Path, faults: list[Fault]) -> str:
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    lines = [f"{count} in {folder}"]
    for file, found in groupby(faults, key=lambda fault: fault.file):
        lines += ["", file]
        for fault in found:
            lines += [f"  {fault.key or 'the file'}"]
            lines += [f"    found:   {fault.value}", f"    allowed: {fault.allowed}"]
    return "\n".join(lines)


def _summary(pack: Pack) -> str:
    lines = [f"{pack.title} ({pack.id} {pack.files.pack.version}) in {pack.folder}: no faults"]
    lines += [f"  {count:>4} {name}" for name, count in _counts(pack).items()]
    for run_sheet in RUN_SHEETS:
        steps = len(pack.steps(run_sheet))
        lines.append(f"  run sheet of {run_sheet} minutes: {steps} steps")
    return "\n".join([*lines, *_overlay(pack)])


def _overlay(pack: Pack) -> list[str]:
    """Return what a folder laid over another pack does to it."""
    if not pack.changes:
        return []
    lines = ["", "This folder is laid over another pack:"]
    for change in pack.changes:
        file = "fit.csv" if change.file == "fit" else f"{change.file}.json"
        what = f"{change.key}: {change.record}" if change.record else change.key
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        lines.append(f"  {change.does:<7}  {file}, {what}{fields}")
    return lines + [f"  note     {note}" for note in _unasked(pack)]


def _unasked(pack: Pack) -> list[str]:
    """Return a note for each record that was added and that nobody would be asked about."""
    asked = {
        item.id
        for activity in pack.activities
        for run_sheet in RUN_SHEETS
        for item in (*pack.items(activity.id, run_sheet), *pack.columns(activity.id, run_sheet))
    }
    return [
        f"{change.record} is in {_PLACES[change.key]}, but no activity asks about it:"
        " name it in the ids of one in agenda.json if it should"
        for change in pack.changes
        if change.does == "adds" and change.key in _PLACES and change.record not in asked
    ]


def _counts(pack: Pack) -> dict[str, int]:
    return {
        "activities": len(pack.activities),
        "exhibits": len(pack.exhibits),
        "cases": len(pack.cases),
        "tools": len(pack.tools),
        "tasks": len(pack.tasks),
        "scores of tools and tasks": len(pack.fit),
        "hazards": len(pack.hazards),
        "barriers": len(pack.barriers),
        "translations": len(pack.translations),
        "statements on relevance": len(pack.relevance),
        "questions to warm up": len(pack.calibration),
        "pieces of evidence": len(pack.evidence),
        "likelihood scales": len(pack.scales.likelihood),
        "scenarios of the loop": len(pack.scenarios),
    }
