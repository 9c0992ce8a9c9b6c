"""The options that say which store and which pack."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from riskier.room.handover import PACK, STORE

Command = TypeVar("Command", bound=Callable[..., Any])


def where(command: Command) -> Command:
    """Add `--store` and `--pack`."""
    return pack_option()(store_option()(command))


def where_told(command: Command) -> Command:
    """Add `--store` and `--pack`, or take them from the environment.

    `riskier serve` puts them there when it calls: an address may hold a password.
    """
    return store_option(STORE)(pack_option(PACK)(command))


def store_option(variable: str | None = None) -> Callable[[Command], Command]:
    """Return the option `--store`, which an environment variable may give instead."""
    help_ = "A file, sqlite:///FILE or postgresql://…"
    return click.option("--store", metavar="URL", envvar=variable, help=help_)


def pack_option(variable: str | None = None) -> Callable[[Command], Command]:
    """Return the option `--pack`, which an environment variable may give instead."""
    return click.option(
        "--pack",
        "pack_path",
        type=click.Path(path_type=Path),
        metavar="DIR",
        envvar=variable,
        help="The pack's folder; the shipped pack when left out.",
    )
