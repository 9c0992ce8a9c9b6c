"""What is slow only the first time: done once in the zygote, so that no visitor waits for it."""


def widgets() -> None:
    """Make and drop one widget of each family that the pages use."""
    import anywidget  # noqa: PLC0415 - the zygote has imported it, others need not
    import ipywidgets  # noqa: PLC0415

    class Probe(anywidget.AnyWidget):
        _esm = "export default { render() {} }"

    parts = [ipywidgets.HTML("x"), ipywidgets.Dropdown(options=["x"]), ipywidgets.Button(), Probe()]
    ipywidgets.VBox(parts)
    ipywidgets.Widget.close_all()


def charts() -> None:
    """Make and drop one small chart."""
    import altair  # noqa: PLC0415
    import pandas  # noqa: PLC0415

    rows = pandas.DataFrame({"label": ["x"], "count": [1]})
    altair.Chart(rows).mark_bar().encode(x="count:Q", y="label:N").to_dict()
