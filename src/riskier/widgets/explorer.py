"""The catalogue of tools to search, filter and read: on the page itself, without a kernel."""

from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from riskier.pack import Pack
from riskier.pack.tools import AUDIENCES, DEGREES
from riskier.widgets.source import module_source, style_source


class ExplorerWidget(anywidget.AnyWidget):
    """The tools of a pack with their filters.

    `catalogue` holds `tools` (with `fits` and `whys` by task), `tasks` and `families`
    (labels by id) and `gems`: tools worth a look, each with its `reason`.
    """

    styles = ("finding", "toymodel", "explorer")

    _esm = module_source("explorer")
    _css = style_source(*styles)

    catalogue = traitlets.Dict(help="What `catalogue_of` returns.").tag(sync=True)


def catalogue_of(pack: Pack, gems: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """Return a pack's catalogue as the explorer takes it."""
    tools = [tool.model_dump(mode="json") for tool in pack.tools]
    for tool in tools:
        rows = [fit for fit in pack.fit if fit.tool_id == tool["id"]]
        tool["fits"] = {fit.task_id: fit.fit for fit in rows}
        tool["whys"] = {fit.task_id: fit.why for fit in rows}
    return {
        "tools": tools,
        "tasks": {task.id: task.label for task in pack.tasks},
        "families": {family.id: family.label for family in pack.families},
        "audiences": list(AUDIENCES.items()),
        "degrees": list(DEGREES.items()),
        "gems": list(gems),
    }


def explorer_widget(pack: Pack, gems: Sequence[dict[str, str]] = ()) -> ExplorerWidget:
    """Return the explorer of a pack's tools."""
    return ExplorerWidget(catalogue=catalogue_of(pack, gems))
