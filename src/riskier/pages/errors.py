"""What a notebook is told when something cannot be had: words, and nothing of the program."""

import textwrap

_WIDTH = 80


class PageError(Exception):
    """A notebook asked for something that it cannot have. The message says what it can do."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows in place of a traceback."""
        return textwrap.wrap(str(self), _WIDTH, break_long_words=False, break_on_hyphens=False)


class NotYetError(PageError):
    """Something is not to be seen yet. The message says what to do first."""
