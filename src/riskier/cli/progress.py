"""How a command says that it is at work: one line that changes, or one line a phase."""

import sys
from types import TracebackType

import click


class Progress:
    """Shows what is being done, on the error stream. Clears its line at the end."""

    def __init__(self) -> None:
        self._moves = sys.stderr.isatty()
        self._phase = ""

    def __call__(self, what: str) -> None:
        """Show what is being done now; what stands before a colon is the phase."""
        if self._moves:
            click.echo(f"\r\033[K{what}", nl=False, err=True)
            return
        phase = what.partition(":")[0]
        if phase != self._phase:
            self._phase = phase
            click.echo(phase, err=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave a clean line behind."""
        if self._moves:
            click.echo("\r\033[K", nl=False, err=True)
