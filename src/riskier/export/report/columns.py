"""How wide a table's columns should be, for the PDF and the workbook."""

from riskier.export.report.document import Table

_NARROWEST, _WIDEST = 6, 48


def widths_of(table: Table, head_lines: int = 3) -> tuple[int, ...]:
    """Return a width for each column, in characters; no head needs many more lines."""
    said = [table.said(row) for row in table.rows]
    return tuple(
        _width(head, [row[place] for row in said], head_lines)
        for place, head in enumerate(table.columns)
    )


def _width(head: str, cells: list[str], head_lines: int) -> int:
    # A head may break between words, a cell rarely should.
    longest_word = max(map(_breadth, head.split()), default=0)
    longest = max((len(cell) for cell in cells), default=0)
    least = max(_NARROWEST, longest_word + 1, len(head) // head_lines + 2)
    return max(least, min(longest + 1, _WIDEST))


def _breadth(word: str) -> int:
    """Return how many small letters a word is as wide as; the codes of rooms are capitals."""
    return len(word) + sum(letter.isupper() or letter.isdigit() for letter in word) // 2
