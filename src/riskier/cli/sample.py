"""`riskier sample`: write a made-up room."""

import json
from pathlib import Path

import click

from riskier.cli.start import fail, open_pack
from riskier.cli.where import pack_option
from riskier.pack.agenda import RUN_SHEETS, RunSheet


@click.command()
@click.option("--people", type=click.IntRange(1, 10_000), default=24, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--run-sheet", type=click.Choice(RUN_SHEETS), default="90", show_default=True)
@pack_option()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write."
)
def sample(
    people: int, seed: int, run_sheet: RunSheet, pack_path: Path | None, output: Path | None
) -> None:
    """Write a made-up sample room as JSON, for `riskier room import`.

    Nobody gave these answers. Wherever they are shown they are called made up.
    """
    # Imported here, so that `riskier --help` needs no numpy.
    from riskier.sample import sample_people  # noqa: PLC0415

    pack = open_pack(pack_path)
    text = json.dumps(sample_people(pack, run_sheet, people, seed), indent=1, ensure_ascii=False)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}. Name a file in a folder you may write to.")
    click.echo(f"Wrote {people} made-up people to {output}.")
