"""Charts of a report as pixels."""

import pytest

from riskier.export.report.drawing import Drawing

LINES = (
    "In my job, using \u0648\u0633\u0627\u0626\u0644",
    "\u0627\u0644\u0639\u0645\u0644 is easy",
)
TEXT = '<text transform="translate(9,30)" font-family="sans-serif"{more}>{words}</text>'


def drawing(*texts):
    size = 'width="400" height="80"'
    return Drawing(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(texts)}</svg>', "")


@pytest.mark.parametrize("lines", [LINES, ("Two lines", "of one text")])
def test_lines_of_a_label_are_drawn_one_below_the_other(lines):
    first, second = lines
    spans = f'<tspan>{first}</tspan><tspan x="0" dy="24">{second}</tspan>'
    apart = (
        TEXT.format(more="", words=first),
        TEXT.format(more=' x="0" y="24"', words=second),
    )
    assert drawing(TEXT.format(more="", words=spans)).png == drawing(*apart).png
    assert drawing(apart[0]).png != drawing(*apart).png
