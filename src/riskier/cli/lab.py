"""`riskier lab`: the notebooks in JupyterLab, for one person on their own machine."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from riskier import paths
from riskier.cli.keys import data_folder
from riskier.cli.start import fail, open_rooms
from riskier.cli.where import store_option
from riskier.room.handover import PACK, STORE

_NOTHING_LEAVES = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)


@click.command(context_settings={"ignore_unknown_options": True})
@store_option(STORE)
@click.option("--folder", default=None, type=click.Path(path_type=Path), help="Where to work.")
@click.argument("jupyter_args", nargs=-1, type=click.UNPROCESSED)
def lab(store: str | None, folder: Path | None, jupyter_args: tuple[str, ...]) -> None:
    """Open the same notebooks in JupyterLab, to learn alone.

    Works on copies, so that the kit's own notebooks stay as they are. Anything after
    -- goes to JupyterLab.
    """
    work = folder or data_folder() / "notebooks"
    _copy_new(paths.notebooks_dir(), work)
    environment = os.environ | ({STORE: store} if store else {})
    # A store or pack that the pages could not use is told here, in a sentence.
    pack = environment.get(PACK)
    open_rooms(store, Path(pack) if pack else None).store.close()
    environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(_config_path())
    page = work / "00-welcome.ipynb"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={work}", str(page)]
    command += [*_NOTHING_LEAVES, *jupyter_args]
    if os.name == "nt":
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    # In this very process, so that whoever ends `riskier lab` ends JupyterLab.
    os.execve(sys.executable, command, environment)


def _config_path() -> list[str]:
    """Return where Jupyter looks for settings, ours first: no question about news."""
    ours = data_folder() / "jupyter"
    page = ours / "labconfig" / "page_config.json"
    page.parent.mkdir(parents=True, exist_ok=True)
    disabled = {"@jupyterlab/apputils-extension:announcements": True}
    page.write_text(json.dumps({"disabledExtensions": disabled}), "utf-8")
    before = os.environ.get("JUPYTER_CONFIG_PATH", "")
    return [str(ours), *([before] if before else [])]


def _copy_new(source: Path, target: Path) -> None:
    """Copy the learner's notebooks that are not there yet; never overwrite one."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        for page in sorted(source.glob("[0-9][0-9]-*.ipynb")):
            if not (target / page.name).exists():
                shutil.copyfile(page, target / page.name)
    except OSError as error:
        fail(f"{target} cannot be used: {error.strerror}. Give another folder with --folder.")
