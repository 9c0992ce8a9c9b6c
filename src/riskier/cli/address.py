"""Addresses that are given or shown: where the kit listens, and how phones reach it."""

import re
import socket

import click

_PREFIX = re.compile(r"/([\w.~-]+/)*", re.ASCII)
_ADDRESS = re.compile(r"https?://([\w.-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?(/[\w.~-]+)*/?")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def base_url(_ctx: click.Context, _option: click.Parameter, given: str) -> str:
    """Return a prefix with a slash at both ends; refuse what cannot be in an address as it is."""
    prefix = f"/{given.strip('/')}/".replace("//", "/")
    if not _PREFIX.fullmatch(prefix):
        message = f"{given!r} cannot be a prefix. Give letters, digits and . _ ~ - as /workshop/."
        raise click.BadParameter(message)
    return prefix


def public_url(_ctx: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """Return an address with a slash at its end; refuse one that no phone could open."""
    if given is None:
        return None
    if not _ADDRESS.fullmatch(given):
        message = f"{given!r} is no address that a phone can open. Give http://… or https://…."
        raise click.BadParameter(message)
    return given if given.endswith("/") else f"{given}/"


def written(host: str) -> str:
    """Return a host as addresses hold it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches a host."""
    return host in _LOOPBACK


def here(host: str) -> str:
    """Return the address by which this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def reachable(host: str) -> str:
    """Return the address by which others in the network reach a server that listens on `host`.

    It is loopback while this machine is in no network.
    """
    if here(host) == host:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only chooses the interface.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
