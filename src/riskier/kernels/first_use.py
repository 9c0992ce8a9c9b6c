"""What is slow only the first time: done once in the zygote, so that no visitor waits for it.

Imports are inside the functions: whoever lists these names need not load what they use.
"""

# ruff: noqa: PLC0415

from pathlib import Path
from tempfile import TemporaryDirectory


def widgets() -> None:
    """Make and drop one widget of each family that the pages use."""
    import anywidget
    import ipywidgets

    class Probe(anywidget.AnyWidget):
        _esm = "export default { render() {} }"

    parts = [ipywidgets.HTML("x"), ipywidgets.Dropdown(options=["x"]), ipywidgets.Button(), Probe()]
    ipywidgets.VBox(parts)
    ipywidgets.Widget.close_all()


def charts() -> None:
    """Make and drop one small chart."""
    import altair
    import pandas

    rows = pandas.DataFrame({"label": ["x"], "count": [1]})
    altair.Chart(rows).mark_bar().encode(x="count:Q", y="label:N").to_dict()


def pages() -> None:
    """Make and drop each stage of a person alone: the pack is read, every widget exists once.

    Where pages have a store, it is read (a person without answers has nothing in it), so that
    what they will ask of it is SQL already; else one to throw away. It is closed again, so
    that no thread and no connection of it is left.
    """
    from ipywidgets import Widget

    from riskier.pages.context import Context, here
    from riskier.pages.solo import Me
    from riskier.pages.stages import StagePage

    with TemporaryDirectory() as folder:
        store = here().store or f"sqlite:///{Path(folder) / 'rooms.db'}"
        rooms = Context(store=store, pack=here().pack).open_rooms()
        try:
            me = Me(rooms, rooms.solo())
            for stage in rooms.pack.stages.ids:
                page = StagePage(stage, rooms, me, in_browser=True)
                asked = [each.id for each in rooms.pack.activities if each.stage == stage]
                page.show(*asked)
                page.recap()
        finally:
            Widget.close_all()
            rooms.store.close()
