"""The `riskier` command. Each command is read from its own file when it is called."""

import importlib
import sys

import click

from riskier import __version__

# Whenever jsonschema is imported it compiles a grammar of IRIs, if it finds one: more than a
# second of every start, for a check that nothing here asks for. None: it finds none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_COMMANDS = {
    "serve": "Open a room and serve the workshop to phones and browsers.",
    "lab": "Open the same notebooks in JupyterLab, to learn alone.",
    "room": "Make, list, show, import, export and delete rooms.",
    "report": "Write what came of a room: web page, PDF, workbook, tables, charts.",
    "print": "Make cards, worksheets, posters and the guide as PDFs.",
    "check": "Check a pack and list every fault in it.",
    "sample": "Write a made-up sample room.",
}


class _Commands(click.Group):
    """A group that imports a command only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"riskier.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riskier")
def main() -> None:
    """Run a workshop: which is riskier for us, engagement or ignorance."""
