"""A report as plain parts, which the web page and the PDF set in the same order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from riskier.charts import Picture
from riskier.findings.finding import Cell

Row = tuple[Cell, ...]
_NUMBER = re.compile(r"[+−-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?%?")
_ADDRESS = re.compile(r"(https?://[^\s;]*[\w/=&#-])")
_TWO_DIGITS = 10  # from here on, two digits have no fraction
_MOST_ROWS = 60  # on a page; the workbook and the table's own file have all


@dataclass(frozen=True)
class Text:
    """A paragraph. `kind` is plain, lead (the sentence to remember), note or label."""

    words: str
    kind: str = "plain"


class Piece(NamedTuple):
    """Some words of a sentence, and where they lead if they are a web address."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Points:
    """A list of sentences. `kind` is plain or note."""

    items: tuple[str, ...]
    kind: str = "plain"

    @property
    def linked(self) -> tuple[tuple[Piece, ...], ...]:
        """The sentences in pieces, so that a web address in one can be followed."""
        return tuple(tuple(_pieces(item)) for item in self.items)


@dataclass(frozen=True)
class Callout:
    """What must not be overlooked."""

    words: str


@dataclass(frozen=True)
class Table:
    """A table with a caption. The first column names the rows.

    `says` is what the table comes to, in a sentence; `people` how many it rests on.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    says: str = ""
    people: int | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that the page and the PDF set; of a very long table, its beginning."""
        return self.rows[:_MOST_ROWS]

    @property
    def left_out(self) -> str:
        """Where the other rows are; nothing when all are shown."""
        if len(self.rows) <= _MOST_ROWS:
            return ""
        return (
            f"The first {_MOST_ROWS} of {len(self.rows):,} rows. All are in report.xlsx and"
            f" tables/{self.id}.csv."
        )

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers only, to be set against the right edge."""
        return tuple(_numbers(column) for column in self._by_column)

    def said(self, row: Row) -> tuple[str, ...]:
        """Return the cells of a row as people read them: 4.0 beside 4.6."""
        return tuple(map(_cell_text, row, self._broken))

    @cached_property
    def _broken(self) -> tuple[bool, ...]:
        """Which columns hold numbers with a fraction."""
        return tuple(
            any(isinstance(cell, float) and not cell.is_integer() for cell in column)
            for column in self._by_column
        )

    @property
    def _by_column(self) -> Iterator[Row]:
        places = range(len(self.columns))
        return (tuple(row[place] for row in self.rows) for place in places)


@dataclass(frozen=True)
class Figure:
    """A chart with what it says for those who do not see it."""

    id: str
    alt: str
    picture: Picture


@dataclass(frozen=True)
class Part:
    """A part of a section under a heading of its own."""

    id: str
    title: str
    blocks: tuple["Block", ...]


Block = Text | Points | Callout | Table | Figure | Part


@dataclass(frozen=True)
class Section:
    """A main part of the report."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """A whole report: what it is about, in one line each, then its sections."""

    title: str
    subtitle: str
    language: str
    facts: tuple[str, ...] = ()
    warning: str = ""
    sections: tuple[Section, ...] = field(default=())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every chart, once, in its order."""
        return tuple(block for block in self._all() if isinstance(block, Figure))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table in its order."""
        return tuple(block for block in self._all() if isinstance(block, Table))

    def _all(self) -> Iterable[Block]:
        for section in self.sections:
            yield from _flat(section.blocks)


def _cell_text(cell: Cell, broken: bool) -> str:
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, str):
        return cell
    if broken and isinstance(cell, float) and cell.is_integer() and abs(cell) < _TWO_DIGITS:
        return f"{cell:.1f}"
    # Years and other numbers of four digits stay as they are.
    return f"{cell:,.6g}" if abs(cell) >= 10_000 else f"{cell:.6g}"


def _pieces(words: str) -> Iterator[Piece]:
    for place, piece in enumerate(_ADDRESS.split(words)):
        if piece:
            yield Piece(piece, piece if place % 2 else "")


def _flat(blocks: Sequence[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Part):
            yield from _flat(block.blocks)


def _numbers(cells: Iterable[Cell]) -> bool:
    given = [cell for cell in cells if cell is not None]
    return bool(given) and all(_is_number(cell) for cell in given)


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or _NUMBER.fullmatch(cell) is not None
