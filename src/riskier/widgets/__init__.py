"""Activities and findings as anywidgets: one file trio a kind, native HTML controls."""

from typing import Any

from riskier.widgets.base import ActivityWidget
from riskier.widgets.choice import ChoiceWidget
from riskier.widgets.estimate import EstimateWidget
from riskier.widgets.finding import FindingWidget
from riskier.widgets.plan import PlanWidget
from riskier.widgets.rank import RankWidget
from riskier.widgets.scale import ScaleWidget
from riskier.widgets.sort import SortWidget
from riskier.widgets.source import KINDS, inlined, module_source, style_source
from riskier.widgets.text import TextWidget

__all__ = [
    "KINDS",
    "ActivityWidget",
    "FindingWidget",
    "activity_widget",
    "inlined",
    "module_source",
    "style_source",
]

_WIDGETS: dict[str, type[ActivityWidget]] = {
    "choice": ChoiceWidget,
    "scale": ScaleWidget,
    "rank": RankWidget,
    "sort": SortWidget,
    "estimate": EstimateWidget,
    "text": TextWidget,
    "plan": PlanWidget,
}


def activity_widget(view: dict[str, Any], **traits: Any) -> ActivityWidget:
    """Return the widget for an activity.

    Args:
        view: what is asked, as `Pack.view` gives it.
        **traits: `answer`, `previous`, `phase`, `saved`, `draft`.

    Raises:
        ValueError: the view's kind or a trait is unknown; the message names those there are.

    """
    kind = view.get("kind")
    if kind not in _WIDGETS:
        raise ValueError(f"There is no widget for kind {kind!r}; there is {', '.join(_WIDGETS)}.")
    widget = _WIDGETS[kind]
    known = ("answer", "previous", "phase", "saved", "draft")
    if unknown := sorted(traits.keys() - set(known)):
        raise ValueError(f"Unknown trait {', '.join(unknown)}; there is {', '.join(known)}.")
    return widget(activity=view, **traits)
