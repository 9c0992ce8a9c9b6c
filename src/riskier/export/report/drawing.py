"""Charts as files: SVG for wide and narrow pages, PNG for slides."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from riskier.charts import svg
from riskier.export.report.document import Figure
from riskier.export.report.results import Tell

_PNG_SCALE = 2
# Other scripts, joiners and marks of direction, signs such as emoji.
_HARD_TO_SET = re.compile("[\u0590-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2300-\U0010ffff]")
_TEXT = re.compile(r"<text([^>]*)>(<tspan>.*?)</text>")
_LINE = re.compile(r'<tspan(?: x="([^"]*)" dy="([^"]*)")?>(.*?)</tspan>')
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"')


@dataclass(frozen=True)
class Drawing:
    """One chart: for pages and print, and for phones."""

    wide: str
    narrow: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the wide drawing, in pixels."""
        found = _SIZE.search(self.wide)
        return (round(float(found[1])), round(float(found[2]))) if found else (1100, 600)

    @property
    def printed(self) -> str:
        """The wide drawing for the PDF: as pixels where letters in it might not be set.

        Typst breaks off at words in a drawing that are joined of several fonts, such as an
        emoji behind Arabic. What the drawing says is beside it in words.
        """
        if not _HARD_TO_SET.search(self.wide):
            return self.wide
        width, height = self.size
        pixels = base64.b64encode(self.png).decode()
        size = f'width="{width}" height="{height}"'
        image = f'<image {size} href="data:image/png;base64,{pixels}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'

    @cached_property
    def png(self) -> bytes:
        """Return the wide drawing as pixels, twice as many each way; worked out once."""
        alone = _TEXT.sub(_line_by_line, self.wide)
        drawn: bytes = import_module("vl_convert").svg_to_png(alone, scale=_PNG_SCALE)
        return drawn


def _line_by_line(text: re.Match[str]) -> str:
    """Return a text of several lines as one text a line.

    What makes pixels of a drawing puts words from right to left in order over all the lines
    of a text at once, and so one line upon the other.
    """
    lines, down = [], 0.0
    for x, dy, words in _LINE.findall(text[2]):
        down += float(dy or 0)
        lines.append(f'<text{text[1]} x="{x or 0}" y="{down:g}">{words}</text>')
    return "".join(lines)


def drawings_of(figures: Iterable[Figure], tell: Tell) -> dict[str, Drawing]:
    """Return a drawing for each figure, by id."""
    wanted = list({figure.id: figure for figure in figures}.values())
    made = {}
    for place, figure in enumerate(wanted, 1):
        tell(f"Charts: {place} of {len(wanted)}")
        wide = svg(figure.picture, "wide", figure.alt)
        narrow = svg(figure.picture, "narrow", figure.alt)
        made[figure.id] = Drawing(wide, narrow)
    return made
