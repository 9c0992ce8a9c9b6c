"""`riskier serve`: one command from a laptop to a running workshop."""

import os
import sys
import webbrowser
from pathlib import Path

import click
import segno

from riskier.cli import address
from riskier.cli.keys import read_or_make_key, read_or_make_secret
from riskier.cli.start import fail, open_or_resume, open_rooms
from riskier.cli.sweeper import Sweeper
from riskier.cli.where import where
from riskier.server.run import Settings, run


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8866,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.",
)
@click.option(
    "--base-url",
    default="/",
    show_default=True,
    callback=address.base_url,
    help="Prefix behind a proxy.",
)
@where
@click.option(
    "--public-url",
    metavar="URL",
    callback=address.public_url,
    help="The address at which phones reach this.",
)
@click.option("--open/--no-open", "open_page", default=True, help="Open the landing page.")
@click.option("--room", "code", default=None, help="Code of the room to open or resume.")
@click.option("--facilitator-key", "key", default=None, help="Key of that room.")
def serve(  # noqa: PLR0913, PLR0917 - one argument an option
    host: str,
    port: int,
    base_url: str,
    store: str | None,
    pack_path: Path | None,
    public_url: str | None,
    open_page: bool,
    code: str | None,
    key: str | None,
) -> None:
    """Open a room and serve the workshop to phones and browsers.

    On a laptop, --host 0.0.0.0 lets phones in the same network join.
    """
    rooms = open_rooms(store, pack_path)
    host_key = read_or_make_key() if key is None else key
    room = open_or_resume(rooms, code, host_key)
    reached = address.reachable(host)
    settings = Settings(
        host=host,
        port=port,
        base_url=base_url,
        public_url=public_url or f"http://{address.written(reached)}:{port}{base_url}",
        host_key=host_key,
        cookie_secret=read_or_make_secret(),
        room=room,
    )
    landing = f"http://{address.written(address.here(host))}:{port}{base_url}"

    def on_ready() -> None:
        only_here = public_url is None and address.is_loopback(reached)
        _say_where(settings, landing, only_here=only_here)
        if open_page:
            webbrowser.open(landing)

    try:
        with Sweeper(rooms):
            run(rooms, settings, on_ready)
    except (OSError, RuntimeError) as error:
        fail(str(error))


def _say_where(settings: Settings, landing: str, *, only_here: bool) -> None:
    room, key = settings.room, settings.host_key
    join = f"{settings.public_url}join/{room}"
    click.echo(f"\nriskier is ready: {landing}\n")
    click.echo(f"  Participants:  {join}")
    click.echo(f"  Room code:     {room}")
    click.echo(f"  Facilitator:   {landing}facilitator?room={room}#key={key}")
    click.echo("                 (keep this one to yourself)\n")
    if sys.stdout.isatty():
        segno.make(join, error="m").terminal(compact=True, border=2)
    if only_here and not address.is_loopback(settings.host):
        click.echo("Only this machine can join: it is in no network now. Connect it, then start")
        click.echo("the kit again; or give the address of this machine with --public-url.\n")
    elif only_here:
        click.echo("Only this machine can join. For phones in the same network, start it with")
        click.echo("  python3 workshop.py serve --host 0.0.0.0")
        click.echo("(or riskier serve --host 0.0.0.0, where riskier is a command of yours).\n")
    click.echo(f"Stop with Ctrl+C (process {os.getpid()}). Answers stay on disk.")
