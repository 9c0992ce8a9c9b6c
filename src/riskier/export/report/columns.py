"""How wide a table's columns should be, for the PDF and the workbook."""

from riskier.export.report.document import Table, cell_text

_NARROWEST, _WIDEST = 7, 48
_LINES = 3  # of a head


def widths_of(table: Table, widest: int = _WIDEST) -> tuple[int, ...]:
    """Return a width for each column, in characters."""
    return tuple(
        _width(table.columns[place], [cell_text(row[place]) for row in table.rows], widest)
        for place in range(len(table.columns))
    )


def _width(head: str, cells: list[str], widest: int) -> int:
    # A head may break between words, a cell rarely should.
    longest_word = max((len(word) for word in head.split()), default=0)
    longest = max((len(cell) for cell in cells), default=0)
    least = max(_NARROWEST, longest_word + 1, len(head) // _LINES + 2)
    return max(least, min(longest + 1, widest))
