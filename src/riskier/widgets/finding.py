"""What the answers to an activity say."""

import anywidget
import traitlets

from riskier.widgets.source import module_source, style_source


class FindingWidget(anywidget.AnyWidget):
    """A finding on a page: headline, picture with its text alternative, table, notes.

    `finding` holds `headline`, `n`, `table` (`columns` and `rows`), `svg` or `chart` (an
    address), `alt`, `withheld` (the reason, or None), `notes` and `synthetic`; where there
    is a drawing for narrow pages, `svg_narrow` or `chart_narrow`. None shows nothing.
    """

    _esm = module_source("finding")
    _css = style_source("finding")

    finding = traitlets.Dict(default_value=None, allow_none=True, help="The finding to show.").tag(
        sync=True
    )
